// Bundles editor.js and graph.js, copies htmx, collects licences and writes versions.json.
// node build.mjs STATIC LICENSES, in a folder where `npm ci` has run; build.sh does both.

import { createHash } from "node:crypto"
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { build } from "esbuild"

const [out, licences] = process.argv.slice(2)
const MODULES = "node_modules"
const HTMX = `${MODULES}/htmx.org/dist/htmx.min.js`
const json = (path) => JSON.parse(readFileSync(path, "utf8"))

// cytoscape and its layout are taken from their sources: their ready-made files have parts of lodash, heap and dagre
// inside, without the licences of these.
const SOURCES = {
  cytoscape: `./${MODULES}/cytoscape/src/index.mjs`,
  "cytoscape-dagre": `./${MODULES}/cytoscape-dagre/src/index.mjs`,
}

// Packages whose ready-made file has another inside that does not show in what esbuild reads.
const HOLDS = { "@dagrejs/dagre": ["@dagrejs/graphlib"] }

// lodash looks for the global object by `Function("return this")()` where all else fails, which is nowhere today.
const noFunction = {
  name: "lodash finds the global object without Function",
  setup(step) {
    step.onLoad({ filter: /lodash\/_root\.js$/ }, () => ({ contents: "module.exports = globalThis", loader: "js" }))
  },
}

async function bundled(name) {
  const result = await build({
    entryPoints: [`${name}.js`],
    outfile: join(out, `${name}.js`),
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome109", "edge109", "firefox115", "safari16"],
    charset: "utf8",
    // Parts of cytoscape come from others, whose notices stand in its comments: they go to the end of the bundle.
    legalComments: "eof",
    alias: SOURCES,
    define: {
      "process.env.NODE_ENV": '"production"',
      "process.env.VERSION": JSON.stringify(json(`${MODULES}/cytoscape/package.json`).version),
    },
    plugins: [noFunction],
    metafile: true,
    logLevel: "warning",
  })
  // Only what is left after unused code is dropped counts as being inside.
  const inside = Object.entries(Object.values(result.metafile.outputs)[0].inputs).filter(([, { bytesInOutput }]) => bytesInOutput)
  const packages = inside.map(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean)
  return [...new Set(packages.flatMap((one) => [one, ...(HOLDS[one] ?? [])]))].sort()
}

/** The text of a package's licence goes to LICENSES; its version and the licence's name are returned. */
function licensed(name) {
  const folder = join(MODULES, name)
  const { version, license } = json(join(folder, "package.json"))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  if (!file) throw new Error(`${name}: no licence text in its package`)
  writeFileSync(join(licences, licenceFile(name)), readFileSync(join(folder, file), "utf8").trimEnd() + "\n")
  return { version, license }
}

const licenceFile = (name) => `${name.replace("@", "").replace("/", "-")}.txt`

mkdirSync(out, { recursive: true })
mkdirSync(licences, { recursive: true })
const inside = { "editor.js": await bundled("editor"), "graph.js": await bundled("graph"), "htmx.js": ["htmx.org"] }
copyFileSync(HTMX, join(out, "htmx.js"))
const bundles = Object.entries(inside).map(([file, packages]) => {
  const bytes = readFileSync(join(out, file))
  console.log(`${file} ${bytes.length} bytes: ${packages.join(" ")}`)
  return [file, { sha256: createHash("sha256").update(bytes).digest("hex"), packages }]
})
const names = [...new Set(Object.values(inside).flat())].sort()
const packages = names.map((name) => [name, { ...licensed(name), text: licenceFile(name) }])
const versions = { bundles: Object.fromEntries(bundles), packages: Object.fromEntries(packages) }
writeFileSync(join(out, "versions.json"), JSON.stringify(versions, null, 2) + "\n")
