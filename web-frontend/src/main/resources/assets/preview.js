// What a table holds, as the page shows it before a job starts: its columns, the check of its first rows, time and cost.

import {element, notice} from './page.js';
import {count, seconds} from './format.js';
import {count as counted, text} from './text.js';

const SHOWN_ROWS = 5;
const MANY_COLUMNS = 16;

const WORDS = {
  SAME: ['good', text('batch.match.same')],
  CHOSEN: ['good', text('batch.match.chosen')],
  ALIKE: ['warn', text('batch.match.alike')],
  FITTING: ['warn', text('batch.match.fitting')],
};

function matchRow(looked, one, choose) {
  const select = element('select', '');
  select.setAttribute('aria-label', text('batch.column-for', one.name));
  select.dataset.needed = one.name;
  select.append(new Option(one.required ? text('batch.choose') : text('batch.none'), ''));
  for (const column of looked.columns) {
    select.append(new Option(column, column, false, column === one.column));
  }
  select.addEventListener('change', () => choose(one.name, select.value));
  const [tone, word] = WORDS[one.kind] ?? (one.required ? ['bad', text('batch.match.missing')] : ['', text('batch.match.left-out')]);
  const name = element('th', '', element('span', 'mono', one.name), element('span', 'sub', one.required ? one.type : text('batch.optional', one.type)));
  name.scope = 'row';
  return element('tr', '', name, element('td', '', select), element('td', '', element('span', `tag ${tone}`, word)));
}

/** Which column is which input, each with a list of the others. */
export function matches(looked, choose) {
  const table = element('table', 'table match-table');
  const head = element('tr', '');
  for (const title of [text('batch.needed'), text('batch.yours'), '']) {
    head.append(element('th', '', title));
  }
  table.append(element('thead', '', head), element('tbody', '', ...looked.needed.map(one => matchRow(looked, one, choose))));
  const frame = element('div', 'table-frame', table);
  const settled = looked.needed.every(one => one.kind === 'SAME' || (one.kind === 'MISSING' && !one.required));
  if (!settled || looked.needed.length <= MANY_COLUMNS / 4) {
    return frame;
  }
  const found = looked.needed.filter(one => one.column).length;
  return element('details', 'matches', element('summary', '', text('batch.all-found', count(found))), frame);
}

export function rows(looked) {
  const used = new Map(looked.needed.filter(one => one.column).map(one => [one.column, one.name]));
  const order = [...looked.columns.keys()].sort((a, b) => used.has(looked.columns[b]) - used.has(looked.columns[a]) || a - b).slice(0, MANY_COLUMNS);
  const head = element('tr', '');
  for (const i of order) {
    const column = looked.columns[i];
    const cell = element('th', used.has(column) ? 'out' : '', column);
    if (used.has(column) && used.get(column) !== column) {
      cell.append(element('span', 'sub', text('batch.used-as', used.get(column))));
    }
    head.append(cell);
  }
  const body = element('tbody', '');
  for (const row of looked.rows.slice(0, SHOWN_ROWS)) {
    const line = element('tr', '');
    for (const i of order) {
      line.append(element('td', '', row[i] ?? ''));
    }
    body.append(line);
  }
  const frame = element('div', 'table-frame', element('table', 'table grid-table', element('thead', '', head), body));
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', text('batch.first-rows'));
  const more = looked.columns.length - order.length;
  return more > 0 ? element('div', '', frame, element('p', 'muted fine', text('batch.more-columns', count(more)))) : frame;
}

/** What would become of the rows. */
export function checked(looked) {
  const box = element('div', 'check-line');
  const missing = looked.needed.filter(one => one.required && !one.column).map(one => one.name);
  if (missing.length > 0) {
    const some = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ` ${text('batch.and-more', count(missing.length - 5))}` : '');
    box.append(notice(text(missing.length === 1 ? 'batch.missing.one' : 'batch.missing.more'), text('batch.missing.choose', some)));
    return box;
  }
  const {rows: seen, rejected, problems} = looked.checked;
  const first = seen < looked.rowCount ? text('batch.first', count(seen)) : counted('batch.rows', seen);
  if (rejected === 0) {
    box.append(element('p', '', element('span', 'tag good', text('batch.fits')), ` ${text('batch.all-good', first)}`));
  } else {
    box.append(element('p', '', element('span', 'tag warn', text('batch.look')), ` ${text('batch.some-bad', count(rejected), first)}`));
    const list = element('ul', 'rejects');
    for (const one of problems.slice(0, 3)) {
      const reason = element('span', 'reject-reason', element('span', 'mono', one.column), ` ${one.reason}`);
      if (one.value) {
        reason.append(element('q', 'reject-value', one.value));
      }
      list.append(element('li', '', element('span', 'reject-row', text('batch.row', count(one.row))), reason));
    }
    box.append(list);
  }
  return box;
}

/** How many rows, how, how long and for how much. */
export function estimate(looked) {
  const {atOnce, seconds: time, measured, usd} = looked.estimate;
  const cost = usd === undefined ? undefined : usd < .01 ? text('batch.cost.little') : text('batch.cost', usd.toFixed(2));
  const many = looked.whole ? counted('batch.rows', looked.rowCount) : text('batch.about-rows', count(looked.rowCount));
  const how = atOnce ? text('batch.at-once') : text(measured ? 'batch.workers.time' : 'batch.workers.usual', seconds(time));
  return element('p', 'estimate', element('strong', '', many), ` · ${looked.format} · ${how}`, cost === undefined ? '' : ` · ${cost}`);
}
