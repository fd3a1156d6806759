// Results of any length in a grid: only the rows in sight are in the page, and only blocks around them are fetched.

import {element, notice} from './page.js';
import {text} from './text.js';
import {count} from './format.js';
import {Blocks} from './grid-blocks.js';
import {Columns} from './grid-columns.js';
import {ROW, emptyRow, fillRow} from './grid-row.js';
import {fillBar} from './grid-tools.js';

const TALLEST = 8_000_000;
const MOST_SORTED = 50_000;
const SETTLE = 90;
const AGAIN = 3_000;

const place = document.querySelector('[data-results]');
const sortable = place.dataset.sortable === 'true';

const box = element('div', 'grid-box');
const head = element('div', 'grid-head');
const layer = element('div', 'grid-layer');
const space = element('div', 'grid-space');
const bar = element('div', 'grid-bar');
const foot = element('p', 'grid-foot muted');

let columns;
let top = 0;
let lastScroll = 0;
let active = {row: 0, column: 0};
let pool = [];
let frame = 0;
let fetchTimer = 0;
let settleTimer = 0;

const blocks = new Blocks(place.dataset.results, Number(place.dataset.total), arrived, failed);

function viewHeight() {
  return Math.max(ROW, box.clientHeight - ROW);
}

function range() {
  return Math.max(0, blocks.total * ROW - viewHeight());
}

function physicalRange() {
  return Math.max(0, box.scrollHeight - box.clientHeight);
}

/** Results far taller than an element may be scroll by share when dragged, row by row when turned by wheel or finger. */
function scrolled() {
  const moved = box.scrollTop - lastScroll;
  lastScroll = box.scrollTop;
  if (moved === 0) {
    return;
  }
  const scaled = range() > physicalRange() + 1;
  if (scaled && Math.abs(moved) < 2 * viewHeight()) {
    top = Math.min(range(), Math.max(0, top + moved));
    clearTimeout(settleTimer);
    settleTimer = setTimeout(settle, 150);
  } else {
    top = physicalRange() === 0 ? 0 : box.scrollTop / physicalRange() * range();
  }
  draw();
}

/** Lays the scroll bar where the rows in sight are. */
function settle() {
  const wanted = range() === 0 ? 0 : Math.round(top / range() * physicalRange());
  if (Math.abs(box.scrollTop - wanted) > 1) {
    box.scrollTop = wanted;
  }
  lastScroll = box.scrollTop;
}

function goTo(row) {
  top = Math.min(range(), Math.max(0, row * ROW));
  settle();
  draw();
}

function draw() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(render);
}

function first() {
  return Math.floor(top / ROW);
}

function visible() {
  return Math.ceil(viewHeight() / ROW) + 1;
}

function render() {
  const rows = Math.min(visible(), blocks.total);
  while (pool.length < rows) {
    const row = emptyRow(columns);
    pool.push(row);
    layer.append(row);
  }
  const start = Math.max(0, Math.min(first(), blocks.total - rows));
  for (let i = 0; i < pool.length; i++) {
    const node = pool[(start + i) % pool.length];
    const index = start + i;
    node.hidden = i >= rows || index >= blocks.total;
    if (!node.hidden) {
      node.style.transform = `translateY(${index * ROW - top}px)`;
      fillRow(node, index, {blocks, columns, active});
    }
  }
  const last = Math.min(blocks.total, Math.ceil((top + viewHeight()) / ROW));
  foot.textContent = blocks.total === 0 ? text('grid.none') : text('grid.range', count(first() + 1), count(last), count(blocks.total));
  place.dispatchEvent(new CustomEvent('vitrine-active', {detail: blocks.record(active.row)?.[0]}));
  clearTimeout(fetchTimer);
  const here = blocks.has(start) && blocks.has(start + rows - 1);
  fetchTimer = setTimeout(() => blocks.ahead(start, rows), !here && blocks.isIdle() ? 0 : SETTLE);
}

function arrived(otherTotal) {
  if (otherTotal) {
    resize();
  }
  place.querySelector('.notice')?.remove();
  draw();
}

function failed(problem) {
  place.querySelector('.notice')?.remove();
  bar.after(notice(text('grid.failed'), problem.message));
  setTimeout(draw, AGAIN);
}

function resize() {
  space.style.height = `${Math.min(TALLEST, blocks.total * ROW) + ROW}px`;
  box.setAttribute('aria-rowcount', String(blocks.total + 1));
  box.style.height = `${Math.min(Math.max(4, blocks.total) * ROW + ROW + 20, Math.max(360, Math.round(innerHeight * .68)))}px`;
  top = Math.min(top, range());
}

/** Looks at other rows, or at the same in another order. */
function ask(change) {
  active = {...active, row: 0};
  blocks.ask(change);
  goTo(0);
  for (const header of head.children) {
    const sorted = header.dataset.column === blocks.query.sort;
    header.setAttribute('aria-sort', sorted ? (blocks.query.order === 'desc' ? 'descending' : 'ascending') : 'none');
  }
}

function sort(column) {
  if (blocks.query.sort !== column) {
    ask({sort: column, order: 'asc'});
  } else if (blocks.query.order === 'asc') {
    ask({order: 'desc'});
  } else {
    ask({sort: '', order: ''});
  }
}

/** Makes a cell the active one, and brings it into sight. */
function select(cell, centre) {
  active = {row: Math.max(0, Math.min(blocks.total - 1, cell.row)), column: Math.max(0, Math.min(columns.shown.length - 1, cell.column))};
  const at = active.row * ROW;
  if (centre) {
    goTo(active.row - Math.floor(viewHeight() / ROW / 2));
  } else if (at < top) {
    goTo(active.row);
  } else if (at + ROW > top + viewHeight()) {
    goTo((at + ROW - viewHeight()) / ROW);
  }
  const header = head.children[active.column];
  const left = head.children[0].offsetWidth;
  if (header.offsetLeft - left < box.scrollLeft) {
    box.scrollLeft = header.offsetLeft - left;
  } else if (header.offsetLeft + header.offsetWidth > box.scrollLeft + box.clientWidth) {
    box.scrollLeft = header.offsetLeft + header.offsetWidth - box.clientWidth;
  }
  box.setAttribute('aria-activedescendant', 'grid-active');
  draw();
}

function pressed(event) {
  if (event.target !== box || event.altKey) {
    return;
  }
  const page = Math.max(1, Math.floor(viewHeight() / ROW) - 1);
  const jump = event.ctrlKey || event.metaKey;
  const moves = {
    ArrowDown: {row: active.row + 1}, ArrowUp: {row: active.row - 1},
    ArrowRight: {column: active.column + 1}, ArrowLeft: {column: active.column - 1},
    PageDown: {row: active.row + page}, PageUp: {row: active.row - page},
    Home: jump ? {row: 0} : {column: 0}, End: jump ? {row: blocks.total - 1} : {column: columns.shown.length - 1},
  };
  if (moves[event.key]) {
    event.preventDefault();
    select({...active, ...moves[event.key]});
  }
}

/** Of wide results, which columns are here and where the others are. */
function leftOut(body) {
  const outputs = body.columns.length - 2 - body.inputs;
  const allOutputs = body.columnsInAll - 2 - body.inputsInAll;
  return [
    ...body.inputs < body.inputsInAll ? [text('grid.wide.inputs', count(body.inputsInAll), count(body.inputs))] : [],
    ...outputs < allOutputs ? [text('grid.wide.outputs', count(allOutputs), count(outputs))] : [],
    text('grid.wide.rest'),
  ].join(' ');
}

async function start() {
  const body = await blocks.begin();
  if (!body) {
    return;
  }
  box.setAttribute('role', 'grid');
  box.setAttribute('aria-label', text('grid.name'));
  box.tabIndex = 0;
  head.setAttribute('role', 'row');
  head.setAttribute('aria-rowindex', '1');
  foot.setAttribute('role', 'status');
  columns = new Columns(body, place.dataset.total, sortable, place);
  box.setAttribute('aria-colcount', String(columns.shown.length));
  head.append(...columns.headers(sortable ? sort : null));
  fillBar(bar, {
    columns: sortable ? columns.shown.slice(1).map(column => column.name) : [],
    rejects: place.dataset.rejects !== '0',
    long: blocks.total > MOST_SORTED,
    ask,
    go: row => select({row: Math.min(blocks.total, row) - 1, column: active.column}, true),
  });
  layer.setAttribute('role', 'presentation');
  space.append(head, layer);
  space.setAttribute('role', 'rowgroup');
  box.append(space);
  const card = element('div', 'card flush grid-card');
  card.append(bar, box, foot);
  if (body.columnsInAll > body.columns.length) {
    card.append(element('p', 'grid-foot muted', leftOut(body)));
  }
  place.replaceChildren(card);
  resize();
  box.addEventListener('scroll', scrolled, {passive: true});
  box.addEventListener('keydown', pressed);
  box.addEventListener('click', event => {
    const cell = event.target.closest('.grid-layer .grid-cell');
    if (cell) {
      const row = Number(cell.parentElement.getAttribute('aria-rowindex')) - 2;
      active = {row, column: [...cell.parentElement.children].indexOf(cell)};
      draw();
    }
  });
  new ResizeObserver(() => draw()).observe(box);
  addEventListener('resize', () => {
    resize();
    draw();
  });
  render();
  document.addEventListener('vitrine-progress', () => {
    blocks.refresh();
    draw();
  });
  document.addEventListener('vitrine-row', event => select({row: event.detail - 1, column: 0}, true));
  const wanted = Number(new URLSearchParams(location.search).get('row'));
  if (wanted > 1) {
    select({row: wanted - 1, column: 0}, true);
  }
}

start();
