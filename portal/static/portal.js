/* Helps pages that all work without it. The only file that knows htmx's events. */
(function () {
  "use strict";
  var doc = document, region = doc.getElementById("pesan"), who = doc.body.dataset.siapa || "";
  function on(name, what) { doc.addEventListener(name, what); }

  /* htmx: the local copy when the CDN fails, or is silent for 3 seconds. Whoever comes first stays. */
  var tag = doc.querySelector("script[data-local]"), copy;
  function discard(script) { doc.implementation.createHTMLDocument("").adoptNode(script); }
  function useCopy() {
    if (copy || window.htmx) return;
    copy = doc.createElement("script");
    copy.src = tag.dataset.local;
    copy.onload = function () {
      discard(tag);
      // htmx waits for this event, which a silent CDN holds back
      if (doc.readyState !== "complete") doc.dispatchEvent(new Event("DOMContentLoaded"));
    };
    doc.head.appendChild(copy);
  }
  if (tag) {
    tag.addEventListener("error", useCopy);
    tag.addEventListener("load", function () { if (copy) discard(copy); });
    on("DOMContentLoaded", useCopy);
    setTimeout(useCopy, 3000);
  }

  /* Messages: what went wrong or was saved, said aloud, with nothing typed lost. */
  function clear(node) { while (node.firstChild) node.removeChild(node.firstChild); }
  function say(what, tone, goThere) {
    if (!region) return;
    var box = doc.createElement("div");
    box.className = "notice " + tone;
    box.appendChild(typeof what === "string" ? doc.createTextNode(what) : doc.importNode(what, true));
    clear(region);
    region.appendChild(box);
    if (goThere) { region.focus({ preventScroll: true }); region.scrollIntoView({ block: "start" }); }
  }
  function writes(event) { return event.detail.requestConfig.verb !== "get"; }
  function lost(event) { if (region) say(region.dataset.putus, "bad", writes(event)); }
  on("htmx:sendError", lost);
  on("htmx:timeout", lost);
  on("htmx:responseError", function (event) {
    var answer = new DOMParser().parseFromString(event.detail.xhr.responseText || "", "text/html");
    var ours = answer.querySelector(".error-message, .error-summary"), large = event.detail.xhr.status === 413;
    if (region) say(ours || (large ? region.dataset.besar : region.dataset.galat), "bad", writes(event));
  });
  on("htmx:beforeRequest", function (event) { if (region && writes(event)) clear(region); });
  on("saved", function (event) { if (event.detail.value) say(event.detail.value, "ok"); });

  /* After a swap: to the errors, to what asks for the focus, or at least not lost. */
  on("htmx:afterSettle", function (event) {
    var part = event.target, next = part.querySelector(".error-summary") || part.querySelector("[autofocus]");
    if (!next && doc.activeElement === doc.body) {
      next = part.querySelector("h1, h2, h3") || part;
      next.setAttribute("tabindex", "-1");
    }
    if (next) next.focus();
    offerDrafts(part);
  });

  /* Drafts: what was typed stays in this tab until the server has confirmed it. */
  var store;
  try { store = window.sessionStorage; store.getItem("isian"); } catch (error) { store = null; }
  var mine = "isian:" + who + ":";
  function draftKey(form) { return store && who && form && form.dataset.draft ? mine + form.dataset.draft : ""; }
  function read(key) { try { return JSON.parse(store.getItem(key)); } catch (error) { return null; } }
  function keep(key, draft) { try { store.setItem(key, JSON.stringify(draft)); } catch (error) { /* full */ } }
  function keys(start) { return Object.keys(store).filter(function (key) { return key.indexOf(start) === 0; }); }
  function eachField(form, what) {
    [].forEach.call(form.elements, function (field) {
      if (field.name && !/^(hidden|password|file|submit|button|fieldset)$/.test(field.type)) what(field);
    });
  }
  function typed(form) {
    var values = {};
    eachField(form, function (field) {
      var list = values[field.name] = values[field.name] || [];
      if (field.type === "checkbox" || field.type === "radio") { if (field.checked) list.push(field.value); }
      else if (field.multiple && field.options) {
        [].forEach.call(field.options, function (option) { if (option.selected) list.push(option.value); });
      } else list.push(field.value);
    });
    return values;
  }
  function restore(form, values) {
    var used = {};
    eachField(form, function (field) {
      var list = values[field.name];
      if (!list) return;
      if (field.type === "checkbox" || field.type === "radio") field.checked = list.indexOf(field.value) >= 0;
      else if (field.multiple && field.options) {
        [].forEach.call(field.options, function (option) { option.selected = list.indexOf(option.value) >= 0; });
      } else {
        used[field.name] = used[field.name] || 0;
        if (used[field.name] < list.length) field.value = list[used[field.name]++];
      }
    });
  }
  function version(form) { return form.elements._versi ? form.elements._versi.value : ""; }
  function note(key, form, sent) { keep(key, { values: typed(form), version: version(form), sent: sent }); }
  function button(label, what, quiet) {
    var made = doc.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.className = quiet ? "quiet" : "secondary";
    made.onclick = what;
    return made;
  }
  function offerDrafts(part) {
    if (!store || !region) return;
    [].forEach.call(part.querySelectorAll("form[data-draft]"), function (form) {
      var key = draftKey(form), draft = key && read(key);
      if (!draft || draft.version !== version(form)) return; // older: it would undo what was saved since
      if (form.querySelector(".error-summary") || part.querySelector(".error-summary")) return;
      if (JSON.stringify(draft.values) === JSON.stringify(typed(form))) return;
      var box = doc.createElement("div");
      function done() { box.remove(); }
      box.className = "notice info cluster";
      box.appendChild(doc.createTextNode(region.dataset.isian + " "));
      box.appendChild(button(region.dataset.pulih, function () { restore(form, draft.values); done(); }));
      box.appendChild(button(region.dataset.buang, function () { store.removeItem(key); done(); }, true));
      form.parentNode.insertBefore(box, form);
    });
  }
  if (store) {
    on("input", function (event) {
      var form = event.target.form, key = draftKey(form);
      if (key) note(key, form);
    });
    on("htmx:beforeRequest", function (event) { // afterwards the form may be gone from the page
      var xhr = event.detail.xhr, key = writes(event) && draftKey(event.detail.elt.closest("form"));
      if (key) xhr.addEventListener("load", function () { if (xhr.status < 300) store.removeItem(key); });
    });
    keys(mine).forEach(function (key) {
      var sent = (read(key) || {}).sent;
      if (!who || !sent || doc.querySelector(".error-message, .error-summary")) return;
      if (sent !== location.pathname || doc.querySelector("[data-kabar]")) store.removeItem(key);
    });
    offerDrafts(doc);
  }

  /* What cannot be taken is said beside its field, before anything is sent. */
  function trouble(field) {
    var large = field.files && [].some.call(field.files, function (file) { return file.size > field.dataset.limit; });
    if (large) return region.dataset.besar;
    return field.validity && field.validity.badInput && region.dataset.terbaca; // a browser would send nothing
  }
  function fits(field) {
    var sentence = trouble(field), id = field.id + "-awas", box = doc.getElementById(id);
    if (box) box.remove();
    field.setAttribute("aria-invalid", !!sentence);
    if (!sentence) return true;
    box = doc.createElement("p");
    box.id = id;
    box.className = "error";
    box.textContent = sentence;
    field.setAttribute("aria-describedby", ((field.getAttribute("aria-describedby") || "") + " " + id).trim());
    field.parentNode.appendChild(box);
  }
  function asks(field) { return field.id && /^(date|file|time)$/.test(field.type); }
  on("change", function (event) { if (asks(event.target)) fits(event.target); });
  doc.addEventListener("submit", function (event) {
    var wrong = [].filter.call(event.target.elements, function (field) { return asks(field) && !fits(field); })[0];
    if (!wrong) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // htmx never hears of it
    wrong.focus();
  }, true);

  /* One submission: a second click may come before the button is off. */
  on("submit", function (event) {
    var form = event.target, buttons = form.querySelectorAll("button:not([type=button])");
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.gone) return event.preventDefault();
    form.gone = true;
    function all(off) { [].forEach.call(buttons, function (one) { form.gone = one.disabled = off; }); }
    var key = draftKey(form);
    if (key) note(key, form, location.pathname);
    if (store && /\/keluar$/.test(form.action)) keys("isian:").forEach(function (old) { store.removeItem(old); });
    setTimeout(all, 0, true); // after the browser has taken the button's own value
    setTimeout(all, 8000, false);
    addEventListener("pageshow", function (event) { if (event.persisted) all(false); });
  });

  /* The service worker keeps seen public pages; it must not weigh on a first visit. */
  if (navigator.serviceWorker) addEventListener("load", function () {
    var again = store && store.getItem("lagi");
    if (store) store.setItem("lagi", "1");
    setTimeout(function () {
      (window.requestIdleCallback || setTimeout)(function () {
        navigator.serviceWorker.register("/sw.js").catch(function () { /* no offline pages, then */ });
      });
    }, again ? 0 : 5000);
  });
})();
