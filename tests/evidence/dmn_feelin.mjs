// Evaluates a DMN file (namespace of 1.3) with dmn-moddle and feelin, neither of which knows this project.
// In: {"xml": …, "cases": [{name: value}, …]} on standard input. Out: {"warnings": […], "results": [{name: value}, …]}.
import { readFileSync } from "node:fs";
import { evaluate, unaryTest } from "feelin";
import { DmnModdle } from "dmn-moddle";

const { xml, cases } = JSON.parse(readFileSync(0, "utf-8"));
const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
const elements = rootElement.drgElement;
const byId = new Map(elements.map((one) => [one.id, one]));
const faults = new Set();

function value(result) {
  return result.value === undefined ? null : result.value;
}

function table(logic, context) {
  const inputs = (logic.input ?? []).map((one) => value(evaluate(one.inputExpression.text, context)));
  const hits = (logic.rule ?? []).filter((rule) =>
    (rule.inputEntry ?? []).every((entry, i) => value(unaryTest(entry.text, { ...context, "?": inputs[i] })) === true),
  );
  const outputs = hits.map((rule) => value(evaluate(rule.outputEntry[0].text, context)));
  if (logic.hitPolicy === "FIRST") return outputs[0] ?? null;
  if (logic.hitPolicy === "COLLECT") return outputs.length ? outputs.reduce((sum, one) => sum + one, 0) : null;
  return outputs.length === 1 ? outputs[0] : null;
}

function decide(one, context, done) {
  if (done.has(one.id)) return;
  done.add(one.id);
  for (const need of one.informationRequirement ?? []) {
    if (need.requiredDecision) decide(byId.get(need.requiredDecision.href.slice(1)), context, done);
    // What is not declared as needed is not there.
    else if (!byId.has(need.requiredInput.href.slice(1))) faults.add(`${one.name}: ${need.requiredInput.href}`);
  }
  const needed = new Set((one.informationRequirement ?? []).map((need) => (need.requiredDecision ?? need.requiredInput).href.slice(1)));
  const seen = Object.fromEntries([...needed].map((id) => [byId.get(id).variable.name, context[byId.get(id).variable.name] ?? null]));
  try {
    const logic = one.decisionLogic;
    context[one.variable.name] =
      logic.$type === "dmn:DecisionTable" ? table(logic, seen) : value(evaluate(logic.text, seen));
  } catch (error) {
    faults.add(`${one.name}: ${error.message}`);
  }
}

const results = cases.map((facts) => {
  const context = { ...facts }, done = new Set();
  for (const one of elements) if (one.$type === "dmn:Decision") decide(one, context, done);
  return context;
});
console.log(JSON.stringify({ warnings: [...warnings.map((one) => one.message), ...faults], results }));
