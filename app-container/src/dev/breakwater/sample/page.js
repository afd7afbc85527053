"use strict";

const byId = (id) => document.getElementById(id);

function element(name, text, parent) {
  const made = document.createElement(name);
  made.textContent = text;
  parent.append(made);
  return made;
}

function pairs(list, entries) {
  for (const [name, value] of entries) {
    element("dt", name, list);
    element("dd", value === "" ? "–" : String(value), list);
  }
}

async function show() {
  const answer = await fetch("/api");
  if (!answer.ok) {
    byId("outcome").textContent = `The proxy answered ${answer.status}: wait a second and reload.`;
    return;
  }
  const facts = await answer.json();
  const { client, peer, requestId, headers } = facts.request;
  pairs(byId("request"), [["client", client], ["peer", peer], ["request id", requestId], ["host", headers.host ?? ""]]);
  pairs(byId("process"), [
    ...Object.entries(facts.process),
    ["memory", facts.memoryLimitBytes > 0 ? `${facts.memoryLimitBytes / 1048576} MiB` : "no limit"],
  ]);
  for (const [folder, verdict] of Object.entries(facts.writable)) {
    const item = element("li", folder, byId("writable"));
    item.className = verdict === "writable" ? "open" : "";
    element("strong", verdict, item);
  }
}

async function flood() {
  byId("flood").disabled = true;
  const answers = await Promise.allSettled(Array.from({ length: 200 }, () => fetch("/health", { cache: "no-store" })));
  const statuses = answers.map((answer) => (answer.status === "fulfilled" ? answer.value.status : 0));
  const passed = statuses.filter((status) => status === 200).length;
  const refused = statuses.filter((status) => status === 429).length;
  byId("bar").hidden = false;
  byId("passed").style.flex = passed;
  byId("refused").style.flex = refused;
  byId("outcome").textContent = `${passed} answered, ${refused} refused with 429, ${200 - passed - refused} otherwise.`;
  byId("flood").disabled = false;
}

byId("flood").addEventListener("click", flood);
show();
