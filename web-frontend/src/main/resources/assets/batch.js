// Shows what a table holds, lets a person match its columns, uploads it with progress, then goes to its job.

import {busy, element, newKey, notice, token} from './page.js';
import {count} from './format.js';
import {awaitJob, hush} from './notify.js';
import {checked, estimate, matches, rows} from './preview.js';
import {text} from './text.js';

const SLICE = 1 << 19;

const form = document.querySelector('[data-upload]');
const input = form.querySelector('input[type="file"]');
const drop = form.querySelector('.drop');
const submit = form.querySelector('button[type="submit"]');
const stop = form.querySelector('[data-stop]');
const progress = form.querySelector('[data-progress]');
const outcome = form.querySelector('[data-outcome]');
const place = form.querySelector('[data-preview]');
const fileName = form.querySelector('[data-file-name]');
const hint = fileName.textContent;
let key = form.dataset.key;
let turn = 0;
let headless = false;
let looked = null;

function size(bytes) {
  return bytes < 1e6 ? `${count(Math.max(1, Math.round(bytes / 1e3)))} kB` : `${count(Math.round(bytes / 1e5) / 10)} MB`;
}

async function problem(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

/** Sends the file or its begin, or what is known of it with a choice of columns. */
async function ask(query, body, type) {
  const answer = await fetch(`${form.dataset.look}?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: {'X-CSRF-Token': token, 'Accept': 'application/json', 'Content-Type': type},
    body,
  });
  if (answer.status === 401) {
    location.reload();
  }
  if (!answer.ok) {
    throw await problem(answer);
  }
  return answer.json();
}

async function look(file) {
  const mine = ++turn;
  submit.disabled = true;
  looked = null;
  place.hidden = false;
  place.setAttribute('aria-busy', 'true');
  place.replaceChildren(element('p', 'muted', text('batch.looking')));
  try {
    const zipped = (await file.slice(0, 2).text()) === 'PK';
    const partial = !zipped && file.size > SLICE;
    const query = {size: file.size, ...partial && {partial: 1}, ...headless && {headless: 1}};
    const answer = await ask(query, partial ? file.slice(0, SLICE) : file, 'application/octet-stream');
    if (mine === turn) {
      looked = answer;
      show();
    }
  } catch (refused) {
    if (mine === turn) {
      place.hidden = true;
      outcome.replaceChildren(notice(refused.title ?? text('batch.unreadable'),
        refused.detail ?? text('batch.unreadable.why'), refused.remedy ?? text('batch.unreadable.again')));
    }
  } finally {
    place.setAttribute('aria-busy', 'false');
  }
}

function mapping() {
  return Object.fromEntries(looked.needed.map(one => [one.name, one.column ?? '']));
}

async function choose(name, column) {
  const mine = ++turn;
  const wanted = {...mapping(), [name]: column};
  for (const other of looked.needed) {
    if (column !== '' && other.name !== name && wanted[other.name] === column) {
      wanted[other.name] = '';
    }
  }
  try {
    const answer = await ask({}, JSON.stringify({columns: looked.columns, rows: looked.rows, mapping: wanted, total: looked.rowCount, whole: looked.whole}), 'application/json');
    if (mine === turn) {
      looked = {...looked, ...answer};
      key = newKey();
      show(name);
    }
  } catch (refused) {
    outcome.replaceChildren(notice(refused.title ?? text('batch.not-taken'), refused.detail ?? text('connection.lost'), refused.remedy));
  }
}

function show(focus) {
  outcome.replaceChildren();
  const parts = [estimate(looked)];
  if (looked.looksHeadless) {
    const fix = element('button', 'button small', text('batch.headless'));
    fix.type = 'button';
    fix.addEventListener('click', () => {
      headless = true;
      key = newKey();
      look(input.files[0]);
    });
    parts.push(element('div', 'notice', element('p', '', text('batch.looks-headless')), element('p', 'actions', fix)));
  }
  const other = looked.needed.filter(one => one.kind === 'ALIKE' || one.kind === 'FITTING');
  if (other.length > 0) {
    parts.push(element('p', 'notice', other.length === 1
      ? text('batch.matched.one', other[0].column, other[0].name)
      : text('batch.matched.more', count(other.length))));
  }
  parts.push(matches(looked, choose), checked(looked), element('h3', 'preview-title', text('batch.first-rows')), rows(looked));
  place.replaceChildren(...parts);
  submit.disabled = !looked.complete;
  if (focus) {
    place.querySelector(`[data-needed="${CSS.escape(focus)}"]`)?.focus();
  }
}

function chosen() {
  const file = input.files[0];
  outcome.replaceChildren();
  progress.hidden = true;
  place.hidden = true;
  headless = false;
  looked = null;
  key = newKey();
  turn++;
  fileName.textContent = file ? `${file.name}, ${size(file.size)}` : hint;
  submit.disabled = true;
  if (!file) {
    return;
  }
  const limit = Number(form.dataset.limit);
  if (file.size > limit) {
    outcome.append(notice(text('batch.too-large'), text('batch.too-large.why', size(file.size), size(limit)), text('batch.too-large.split')));
  } else {
    look(file);
  }
}

input.addEventListener('change', chosen);
for (const over of ['dragenter', 'dragover']) {
  drop.addEventListener(over, event => {
    event.preventDefault();
    drop.classList.add('over');
  });
}
for (const out of ['dragleave', 'drop']) {
  drop.addEventListener(out, () => drop.classList.remove('over'));
}
drop.addEventListener('drop', event => {
  event.preventDefault();
  if (event.dataTransfer.files.length > 0) {
    input.files = event.dataTransfer.files;
    chosen();
  }
});

function fail(request) {
  let refused = {};
  try {
    refused = JSON.parse(request.responseText);
  } catch {
    // No problem document: the connection broke, or something between answered.
  }
  progress.hidden = true;
  const title = refused.title ?? text('batch.not-arrived');
  outcome.replaceChildren(notice(title, refused.detail ?? text('connection.lost'), refused.remedy ?? text('batch.not-arrived.again')));
}

form.addEventListener('submit', event => {
  event.preventDefault();
  if (submit.disabled || !looked) {
    return;
  }
  const free = busy(submit);
  const bar = progress.querySelector('progress');
  const told = progress.querySelector('[data-progress-text]');
  const request = new XMLHttpRequest();
  outcome.replaceChildren();
  progress.hidden = false;
  stop.hidden = false;
  bar.value = 0;
  told.textContent = text('batch.uploading');
  request.upload.addEventListener('progress', moved => {
    if (moved.lengthComputable) {
      const percent = Math.floor(moved.loaded / moved.total * 100);
      bar.value = percent;
      told.textContent = percent < 100 ? text('batch.uploaded', size(moved.loaded), size(moved.total)) : text('batch.checking');
    }
  });
  request.addEventListener('load', () => {
    if (request.status === 202) {
      const job = JSON.parse(request.responseText);
      told.textContent = text('batch.checked', count(job.checked?.rows ?? job.rows), count(job.checked?.rejected ?? 0));
      awaitJob(job.id, job.source);
      location.assign(`/jobs/${encodeURIComponent(job.id)}`);
    } else if (request.status === 401) {
      location.reload();
    } else {
      fail(request);
    }
  });
  request.addEventListener('error', () => fail(request));
  request.addEventListener('abort', () => {
    progress.hidden = true;
  });
  request.addEventListener('loadend', () => {
    stop.hidden = true;
    stop.onclick = null;
    if (request.status !== 202) {
      hush(false);
      free();
    }
  });
  stop.onclick = () => request.abort();
  request.open('POST', form.dataset.upload);
  request.setRequestHeader('X-CSRF-Token', token);
  request.setRequestHeader('Idempotency-Key', key);
  request.setRequestHeader('Accept', 'application/json');
  const body = new FormData();
  const renamed = looked.needed.filter(one => one.column && one.column.trim().toLowerCase() !== one.name.toLowerCase());
  if (headless) {
    body.append('headless', 'true');
  }
  if (renamed.length > 0) {
    body.append('mapping', JSON.stringify(Object.fromEntries(renamed.map(one => [one.name, one.column]))));
  }
  body.append('file', input.files[0]);
  hush(true);
  request.send(body);
});

chosen();
