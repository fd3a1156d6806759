// Draws what a job's outputs look like: a distribution per output, and an output against a chosen input.

import {count} from './format.js';
import {element, notice} from './page.js';
import {text} from './text.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 360;
const HEIGHT = 190;
const LEFT = 54;
const BOTTOM = 30;
const MOST_WORDS = 12;

const place = document.querySelector('[data-plots]');

function svg(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

function short(word, most) {
  return word.length > most ? `${word.slice(0, most - 1)}…` : word;
}

function number(value) {
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3)) {
    return value.toExponential(1);
  }
  return String(Number(value.toPrecision(3)));
}

function figure(title, drawing, caption) {
  const box = document.createElement('figure');
  box.className = 'plot';
  const head = document.createElement('h3');
  head.textContent = title;
  const foot = document.createElement('figcaption');
  foot.className = 'muted';
  foot.textContent = caption;
  box.append(head, drawing, foot);
  return box;
}

function board(label) {
  return svg('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label});
}

function axes(drawing, xs, ys) {
  const base = HEIGHT - BOTTOM;
  drawing.append(svg('line', {class: 'plot-axis', x1: LEFT, x2: WIDTH - 6, y1: base, y2: base}));
  xs.forEach(([x, label], i) => drawing.append(svg('text', {class: 'plot-label', x, y: base + 16, 'text-anchor': i === 0 && xs.length > 1 ? 'start' : i === xs.length - 1 && xs.length > 1 ? 'end' : 'middle'}, label)));
  ys.forEach(([y, label]) => drawing.append(
    svg('line', {class: 'plot-grid', x1: LEFT, x2: WIDTH - 6, y1: y, y2: y}),
    svg('text', {class: 'plot-label', x: LEFT - 6, y: y + 4, 'text-anchor': 'end'}, label)));
}

function histogram(output) {
  const low = output.bins[0].from;
  const high = output.bins.at(-1).to;
  const most = Math.max(...output.bins.map(bin => bin.count));
  const drawing = board(text('plots.histogram', output.name, number(output.min), number(output.max), number(output.mean)));
  const x = value => LEFT + (value - low) / (high - low || 1) * (WIDTH - 6 - LEFT);
  const y = value => HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - 10);
  axes(drawing, [[x(low), number(low)], [x((low + high) / 2), number((low + high) / 2)], [x(high), number(high)]], [[y(most), count(most)]]);
  for (const bin of output.bins.filter(one => one.count > 0)) {
    drawing.append(svg('rect', {class: 'plot-bar', x: x(bin.from) + .5, width: Math.max(1, x(bin.to) - x(bin.from) - 1), y: Math.min(y(bin.count), HEIGHT - BOTTOM - 1), height: Math.max(1, HEIGHT - BOTTOM - y(bin.count))},
      svg('title', {}, `${number(bin.from)} – ${number(bin.to)}: ${count(bin.count)}`)));
  }
  return figure(output.name, drawing, text('plots.numbers', number(output.min), number(output.max), number(output.mean)));
}

function bars(output) {
  const all = output.counts.reduce((sum, one) => sum + one.count, output.others);
  const list = document.createElement('ul');
  list.className = 'plot-counts';
  const most = Math.max(1, ...output.counts.map(one => one.count), output.others);
  const lines = output.counts.slice(0, MOST_WORDS).map(one => [one.value, one.count]);
  const rest = output.others + output.counts.slice(MOST_WORDS).reduce((sum, one) => sum + one.count, 0);
  if (rest > 0) {
    lines.push([text('plots.others'), rest]);
  }
  for (const [value, many] of lines) {
    const line = document.createElement('li');
    const label = document.createElement('span');
    label.textContent = short(value, 28);
    label.title = value;
    const bar = document.createElement('progress');
    bar.max = most;
    bar.value = many;
    bar.setAttribute('aria-hidden', 'true');
    const amount = document.createElement('span');
    amount.className = 'muted';
    amount.textContent = `${count(many)} (${(many / all * 100).toFixed(many / all < .1 ? 1 : 0)} %)`;
    line.append(label, bar, amount);
    list.append(line);
  }
  return figure(output.name, list, text('plots.values', count(all)));
}

/** A scale for a column of the sample: numbers by size, words by place. */
function scale(values, from, to) {
  const filled = values.filter(value => value !== '');
  const numbers = filled.map(Number);
  if (filled.length > 0 && numbers.every(Number.isFinite) && new Set(filled).size > 6) {
    const low = Math.min(...numbers);
    const high = Math.max(...numbers);
    const at = value => from + (value - low) / (high - low || 1) * (to - from);
    return {at: value => at(Number(value)), marks: [low, (low + high) / 2, high].map(value => [at(value), number(value)])};
  }
  const words = [...new Set(filled)].sort((a, b) => a.localeCompare(b, 'en', {numeric: true})).slice(0, MOST_WORDS);
  const step = (to - from) / Math.max(1, words.length);
  const middle = word => from + (words.indexOf(word) + .5) * step;
  return {
    words: true,
    at: (value, row) => (words.includes(value) ? middle(value) + ((row * 7919 % 101) / 101 - .5) * step * .6 : NaN),
    marks: words.map(word => [middle(word), short(word, Math.max(3, Math.floor(Math.abs(step) / 7)))]),
  };
}

function scatter(sample, input, output) {
  const i = sample.columns.indexOf(input);
  const o = sample.columns.indexOf(output);
  const x = scale(sample.rows.map(row => row[i]), LEFT + 6, WIDTH - 12);
  const y = scale(sample.rows.map(row => row[o]), HEIGHT - BOTTOM - 6, 10);
  const drawing = board(text('plots.against', output, input));
  axes(drawing, x.marks, y.marks.map(([at, label]) => [at, short(label, 7)]));
  sample.rows.forEach((row, at) => {
    const cx = x.at(row[i], at);
    const cy = y.at(row[o], at + 13);
    if (row[i] !== '' && row[o] !== '' && Number.isFinite(cx) && Number.isFinite(cy)) {
      drawing.append(svg('circle', {class: 'plot-dot', cx, cy, r: 2.4}));
    }
  });
  return drawing;
}

function against(summary) {
  const {sample, outputs} = summary;
  const inputs = sample.columns.slice(0, summary.inputs);
  const names = outputs.map(output => output.name).filter(name => sample.columns.includes(name));
  if (inputs.length === 0 || names.length === 0 || sample.rows.length < 3) {
    return null;
  }
  const choice = (label, options) => {
    const box = document.createElement('label');
    box.textContent = label;
    const select = document.createElement('select');
    select.append(...options.map(option => new Option(option, option)));
    box.append(select);
    return {box, select};
  };
  const output = choice(text('plots.output'), names);
  const input = choice(text('plots.input'), inputs);
  const controls = document.createElement('div');
  controls.className = 'plot-choice';
  controls.append(output.box, input.box);
  const all = sample.rows.length === summary.counted - summary.rejected;
  const result = figure(text('plots.against.title'), document.createElement('div'), text(all ? 'plots.dots.all' : 'plots.dots', count(sample.rows.length)));
  result.classList.add('plot-wide');
  result.querySelector('h3').after(controls);
  let drawing = controls.nextElementSibling;
  const draw = () => {
    const next = scatter(sample, input.select.value, output.select.value);
    drawing.replaceWith(next);
    drawing = next;
  };
  output.select.addEventListener('change', draw);
  input.select.addEventListener('change', draw);
  draw();
  return result;
}

/** The summary, or an error that says in words why it did not come. */
async function fetched() {
  const answer = await fetch(`/api/v1/jobs/${encodeURIComponent(place.dataset.plots)}/summary`).catch(() => {
    throw new Error(text('connection.lost'));
  });
  if (answer.status === 401) {
    location.reload();
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.detail ?? text('connection.lost'));
  }
  return body;
}

async function start() {
  const target = place.querySelector('[data-plots-here]');
  target.replaceChildren(element('p', 'waiting muted', text('plots.loading')));
  place.hidden = false;
  let summary;
  try {
    summary = await fetched();
  } catch (problem) {
    const again = element('button', 'button', text('again'));
    again.type = 'button';
    again.addEventListener('click', start);
    target.replaceChildren(notice(text('plots.failed'), problem.message), element('p', 'actions', again));
    return;
  }
  const figures = summary.outputs
    .filter(output => (output.kind === 'number' ? output.count > 0 : output.counts.length > 0))
    .slice(0, 24)
    .map(output => (output.kind === 'number' ? histogram(output) : bars(output)));
  const scatterPlot = against(summary);
  if (figures.length === 0) {
    place.hidden = true;
    return;
  }
  target.replaceChildren(...figures, ...scatterPlot ? [scatterPlot] : []);
  if (summary.counted < summary.rows) {
    const note = document.createElement('p');
    note.className = 'muted fine';
    note.textContent = text('plots.counted', count(summary.counted), count(summary.rows));
    target.after(note);
  }
}

start();
