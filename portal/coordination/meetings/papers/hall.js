"use strict";
// The meeting in a hall without signal: what is typed stays on this device until it is saved as a file.
(function () {
  const page = document, from = JSON.parse(page.getElementById("from").textContent);
  const list = page.getElementById("people"), row = page.getElementById("row"), say = page.getElementById("say");
  const key = "rapat-" + from.meeting + "-" + from.version, counts = ["in_favour", "against", "abstain"];
  page.documentElement.className = "works";

  const field = (place, name) => place.querySelector('[data-name="' + name + '"]');

  function add(person) {
    const one = row.content.firstElementChild.cloneNode(true);
    for (const name of ["name", "element", "gender", "mandate"]) field(one, name).value = person[name] || "";
    field(one, "party").value = person.party ? String(person.party) : "";
    field(one, "poor").checked = Boolean(person.poor);
    field(one, "here").checked = Boolean(person.here);
    field(one, "name").addEventListener("change", (event) => { if (event.target.value.trim()) field(one, "here").checked = true; });
    list.append(one);
    return one;
  }

  function people() {
    return [...list.children].map((one) => ({
      here: field(one, "here").checked, name: field(one, "name").value.trim(),
      party: field(one, "party").value ? Number(field(one, "party").value) : null,
      element: field(one, "element").value, gender: field(one, "gender").value,
      poor: field(one, "poor").checked, mandate: field(one, "mandate").value.trim(),
    }));
  }

  function count(place, name) {
    const text = field(place, name).value.trim();
    return text === "" ? null : Number(text);
  }

  function items() {
    return [...page.querySelectorAll(".item")].map((place) => {
      const one = { id: Number(place.dataset.id), version: Number(place.dataset.version) };
      for (const name of ["notes", "outcome", "decision", "method"]) one[name] = field(place, name).value.trim();
      for (const name of counts) one[name] = count(place, name);
      return one;
    });
  }

  function typed() {
    return { chair: page.getElementById("chair").value.trim(), secretary: page.getElementById("secretary").value.trim(), people: people(), items: items() };
  }

  function show(kept) {
    page.getElementById("chair").value = kept.chair;
    page.getElementById("secretary").value = kept.secretary;
    list.replaceChildren();
    kept.people.forEach(add);
    for (const one of kept.items) {
      const place = page.querySelector('.item[data-id="' + Number(one.id) + '"]');
      if (!place) continue;
      for (const name of ["notes", "outcome", "decision", "method", ...counts]) field(place, name).value = one[name] === null ? "" : one[name];
    }
  }

  function faults(kept) {
    const found = [];
    kept.people.forEach((one) => { if (one.here && !one.name) found.push(from.words.nameless); });
    kept.items.forEach((one, place) => {
      if ((one.notes || one.decision) && !one.outcome) found.push(from.words.outcome.replace("#", place + 1));
      if (one.outcome === "decided" && !one.decision) found.push(from.words.decision.replace("#", place + 1));
      if (counts.some((name) => one[name] !== null && !(Number.isInteger(one[name]) && one[name] >= 0 && one[name] < 1000))) found.push(from.words.count.replace("#", place + 1));
    });
    return found;
  }

  function keep() {
    try { localStorage.setItem(key, JSON.stringify(typed())); } catch (error) { /* a device may forbid it: the file is still saved */ }
  }

  function save() {
    const kept = typed(), wrong = faults(kept);
    if (wrong.length) { say.textContent = [...new Set(wrong)].join("\n"); say.focus(); return; }
    const there = kept.people.filter((one) => one.here).map(({ here, ...one }) => one);
    const whole = { format: from.format, meeting: from.meeting, version: from.version, ...kept, people: there };
    const link = page.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(whole)], { type: "application/json" }));
    link.download = "hasil-rapat-" + from.meeting + ".json";
    link.click();
    say.textContent = from.words.saved;
    say.focus();
  }

  let before = null;
  try { before = JSON.parse(localStorage.getItem(key)); } catch (error) { before = null; }
  if (before) show(before); else from.expected.forEach(add);
  page.getElementById("add").addEventListener("click", () => field(add({ here: true }), "name").focus());
  page.getElementById("save").addEventListener("click", save);
  page.getElementById("print").addEventListener("click", () => window.print());
  page.addEventListener("input", keep);
  page.addEventListener("change", keep);
})();
