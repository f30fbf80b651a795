"""The language server that editors run over YAML, spoken to over its standard streams as an editor does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

Json = dict[str, Any]
_CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {"relatedInformation": False},
    },
}


@dataclass(frozen=True, slots=True)
class At:
    """Where a cursor is: line and character, from 0."""

    line: int
    character: int


@dataclass(slots=True)
class Editor:
    """An editor with the server running: it opens texts and asks about places in them."""

    write: IO[bytes]
    read: IO[bytes]
    settings: Json
    number: int = 0
    diagnostics: dict[str, list[Json]] = field(default_factory=dict[str, list[Json]])

    def open(self, uri: str, text: str) -> list[Json]:
        """The diagnostics of a text."""
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.number += 1
        self.notify("textDocument/didOpen", {"textDocument": document})
        while uri not in self.diagnostics:
            self.take()
        return self.diagnostics[uri]

    def completions(self, uri: str, at: At) -> list[Json]:
        """What is offered at a place."""
        found = self.ask("textDocument/completion", uri, at)
        return found["items"] if isinstance(found, dict) else found or []

    def hover(self, uri: str, at: At) -> str:
        """What is shown over a place; empty where nothing is."""
        found = self.ask("textDocument/hover", uri, at)
        return "" if found is None else found["contents"]["value"]

    def ask(self, method: str, uri: str, at: At) -> Any:
        """The answer to a question about a place."""
        position = {"line": at.line, "character": at.character}
        return self.request(method, {"textDocument": {"uri": uri}, "position": position})

    def request(self, method: str, params: Json) -> Any:
        """The result of a request."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while (message := self.take()).get("id") != self.number or "method" in message:
            pass
        return message.get("result")

    def notify(self, method: str, params: Json) -> None:
        """Tells the server something."""
        self._send({"method": method, "params": params})

    def take(self) -> Json:
        """The next message of the server; what it asks is answered, what it has to say of a text is kept."""
        length = 0
        while line := self.read.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: Json = json.loads(self.read.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _send(self, message: Json) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.write.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.write.flush()

    def _answer(self, message: Json) -> Any:
        """The user's settings are told; all else that a server may ask is granted."""
        if message["method"] == "workspace/configuration":
            return [self.settings if item.get("section") == "yaml" else {} for item in message["params"]["items"]]
        return None


@contextmanager
def running(node: str, server: Path, folder: Path, settings: Json) -> Generator[Editor, None, None]:
    """The server over a folder, with the user's settings of `yaml`, started and stopped. Nothing is fetched."""
    settings = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}, **settings}
    workspace = {"uri": folder.as_uri(), "name": folder.name}
    command = [node, str(server), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        editor = Editor(process.stdin, process.stdout, settings)
        params = {"processId": None, "rootUri": folder.as_uri(), "workspaceFolders": [workspace]}
        editor.request("initialize", {**params, "capabilities": _CAPABILITIES})
        editor.notify("initialized", {})
        yield editor
        editor.request("shutdown", {})
        editor.notify("exit", {})
