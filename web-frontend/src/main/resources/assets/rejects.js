// Rejected rows: each with its reason and the cell at fault to mend in place; mended rows go as a job of their own.

import {busy, element, newKey, notice, token} from './page.js';
import {count} from './format.js';
import {text} from './text.js';
import {awaitJob, hush} from './notify.js';

const PAGE = 50;

const place = document.querySelector('section[data-rejects]');
const job = place.dataset.rejects;
const list = place.querySelector('[data-reject-list]');
const more = place.querySelector('[data-more]');
const send = place.querySelector('[data-mend]');
const outcome = place.querySelector('[data-mend-outcome]');

const rejects = new Map();
const mended = new Map();
let columns = [];
let total = 0;
let loaded = 0;

function changed() {
  send.disabled = mended.size === 0;
  send.textContent = mended.size === 0 ? text('rejects.send') : text(mended.size === 1 ? 'rejects.send.one' : 'rejects.send.many', count(mended.size));
}

function field(reject, place) {
  const input = element('input', 'mono');
  input.type = 'text';
  input.value = mended.get(reject.row)?.[place] ?? reject.cells[place] ?? '';
  input.autocomplete = 'off';
  input.addEventListener('input', () => {
    const cells = mended.get(reject.row) ?? columns.map((name, i) => reject.cells[i] ?? '');
    cells[place] = input.value;
    if (columns.every((name, i) => cells[i] === (reject.cells[i] ?? ''))) {
      mended.delete(reject.row);
    } else {
      mended.set(reject.row, cells);
    }
    input.closest('.reject').classList.toggle('mended', mended.has(reject.row));
    changed();
  });
  const label = element('label', '', element('span', 'mono', columns[place]), input);
  if (columns[place].toLowerCase() === reject.column.toLowerCase()) {
    label.classList.add('at-fault');
  }
  return label;
}

function line(reject) {
  const row = element('a', 'reject-row', text('rejects.row', count(reject.row)));
  row.href = `?row=${reject.row}#results`;
  row.addEventListener('click', event => {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent('vitrine-row', {detail: reject.row}));
    document.querySelector('#results')?.scrollIntoView({block: 'start'});
  });
  const reason = element('p', 'reject-reason', ...reject.column ? [element('span', 'mono', reject.column), ' '] : [], reject.reason);
  const fields = element('div', 'reject-fields');
  const fault = columns.findIndex(name => name.toLowerCase() === reject.column.toLowerCase());
  const whole = () => fields.replaceChildren(...columns.slice(0, 120).map((name, i) => field(reject, i)));
  if (fault >= 0) {
    fields.append(field(reject, fault));
    const all = element('button', 'button quiet small', text('rejects.all'));
    all.type = 'button';
    all.addEventListener('click', whole);
    if (columns.length > 1) {
      fields.append(all);
    }
  } else {
    whole();
  }
  return element('li', 'reject', element('div', 'reject-head', row, reason), fields);
}

async function load() {
  const free = busy(more);
  let failed = false;
  outcome.replaceChildren();
  try {
    const answer = await fetch(`/api/v1/jobs/${encodeURIComponent(job)}/rejects?after=${loaded}&count=${PAGE}`);
    const body = await answer.json();
    if (!answer.ok) {
      throw new Error(body.detail);
    }
    columns = body.columns;
    total = body.total;
    if (loaded === 0) {
      list.replaceChildren();
    }
    loaded += body.rows.length;
    for (const reject of body.rows) {
      rejects.set(reject.row, reject);
      list.append(line(reject));
    }
  } catch (problem) {
    failed = true;
    outcome.replaceChildren(notice(text('rejects.failed'), problem instanceof TypeError || problem instanceof SyntaxError ? text('connection.lost') : problem.message));
  } finally {
    free();
    more.hidden = loaded >= total && !failed;
    more.textContent = failed ? text('again') : text('rejects.more', count(Math.max(0, total - loaded)));
  }
}

let key = newKey();
send.addEventListener('click', async () => {
  const body = JSON.stringify({rows: [...mended].map(([row, cells]) => ({row, cells}))});
  const free = busy(send);
  hush(true);
  try {
    const answer = await fetch(`/api/v1/jobs/${encodeURIComponent(job)}/mend`, {
      method: 'POST',
      headers: {'X-CSRF-Token': token, 'Content-Type': 'application/json', 'Accept': 'application/json', 'Idempotency-Key': key},
      body,
    });
    const made = await answer.json();
    if (answer.status === 202) {
      awaitJob(made.id, made.source);
      location.assign(`/jobs/${encodeURIComponent(made.id)}`);
      return;
    }
    key = newKey();
    outcome.replaceChildren(notice(made.title, made.detail, made.remedy));
  } catch {
    outcome.replaceChildren(notice(text('rejects.unsent'), text('connection.lost')));
  }
  hush(false);
  free();
  changed();
});
more.addEventListener('click', load);
changed();
load();
