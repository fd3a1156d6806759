// Plots as SVG: one input over its range, one output against it. Colours come from the style sheet.

import {count, text} from './text.js';

const SPACE = 'http://www.w3.org/2000/svg';
const WIDTH = 560;
const HEIGHT = 280;
const EDGE = {top: 14, right: 16, bottom: 34, left: 58};
const LETTER = 6.4;

function node(name, attributes = {}, words) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  if (words !== undefined) {
    made.textContent = words;
  }
  return made;
}

function short(number) {
  return Number(number.toPrecision(4)).toLocaleString('en', {maximumSignificantDigits: 4});
}

/** About so many round numbers from low to high. */
export function ticks(low, high, about) {
  const raw = (high - low) / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(of => of * power).find(of => of >= raw) ?? power * 10;
  const made = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-9; at += step) {
    made.push(Number(at.toPrecision(12)));
  }
  return made;
}

/** A scale for numbers or days: where a value lies, and the marks to write. */
function measured(values, from, to, about, name) {
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (low === high) {
    low -= Math.abs(low) * 0.1 || 1;
    high += Math.abs(high) * 0.1 || 1;
  }
  return {
    at: value => from + (value - low) / (high - low) * (to - from),
    marks: ticks(low, high, about).map(value => ({value, name: name(value)})),
  };
}

/** A scale for words, each in its own lane. */
function lanes(words, from, to) {
  const wide = (to - from) / words.length;
  return {
    at: word => from + (words.indexOf(word) + 0.5) * wide,
    marks: words.map(word => ({value: word, name: word.length > 14 ? `${word.slice(0, 13)}…` : word})),
  };
}

function day(millis) {
  return new Date(millis).toISOString().slice(0, 10);
}

function inputScale(input, values, left) {
  const to = WIDTH - EDGE.right;
  if (input.type === 'category' || input.type === 'boolean') {
    return {...lanes(values, left, to), read: value => value, words: true};
  }
  if (input.type === 'date') {
    return {...measured(values.map(Date.parse), left, to, 4, day), read: Date.parse};
  }
  return {...measured(values.map(Number), left, to, 6, short), read: Number};
}

function outputScale(output, values) {
  const from = HEIGHT - EDGE.bottom;
  if (output.type === 'category' || output.type === 'boolean') {
    const seen = new Set(values.map(String));
    const words = output.type === 'boolean' ? ['false', 'true'] : output.values.filter(word => seen.has(word) || output.values.length <= 8);
    return {...lanes(words, from, EDGE.top), read: String, words: true};
  }
  if (output.type === 'date') {
    return {...measured(values.map(Date.parse), from, EDGE.top, 4, day), read: Date.parse};
  }
  return {...measured(values.flat().map(Number), from, EDGE.top, 5, short), read: Number};
}

/** The marks that have room beside each other. */
function roomy(x) {
  const kept = [];
  let end = -Infinity;
  for (const mark of x.marks) {
    const half = mark.name.length * LETTER / 2;
    const at = x.at(mark.value);
    if (at - half > end + 6) {
      kept.push(mark);
      end = at + half;
    }
  }
  return kept;
}

function axes(svg, x, y, input, left) {
  for (const mark of y.marks) {
    const at = y.at(mark.value);
    svg.append(node('line', {class: 'plot-grid', x1: left, x2: WIDTH - EDGE.right, y1: at, y2: at}));
    svg.append(node('text', {class: 'plot-mark', x: left - 8, y: at + 4, 'text-anchor': 'end'}, mark.name));
  }
  for (const mark of roomy(x)) {
    svg.append(node('text', {class: 'plot-mark', x: x.at(mark.value), y: HEIGHT - EDGE.bottom + 17, 'text-anchor': 'middle'}, mark.name));
  }
  const name = input.unit ? `${input.label} (${input.unit})` : input.label;
  svg.append(node('text', {class: 'plot-name', x: WIDTH - EDGE.right, y: HEIGHT - 3, 'text-anchor': 'end'}, name));
}

function line(svg, dots, kind, title) {
  const path = node('path', {class: `plot-line ${kind}`, d: dots.map((dot, i) => `${i === 0 ? 'M' : 'L'}${dot[0].toFixed(1)} ${dot[1].toFixed(1)}`).join('')});
  path.append(node('title', {}, title));
  svg.append(path);
}

/** The lines of a vector: those that lead somewhere are named, all others stay pale. */
function vectorLines(svg, points, x, y, labels) {
  const wide = labels.map((label, i) => ({
    label,
    i,
    leads: points.some(point => point.output[i] === Math.max(...point.output)),
  }));
  let named = 0;
  for (const {label, i, leads} of wide) {
    const dots = points.map(point => [x.at(x.read(point.value)), y.at(point.output[i])]);
    line(svg, dots, leads ? `series-${named % 6}` : 'pale', label);
    if (leads) {
      const best = points.reduce((most, point, at) => point.output[i] > points[most].output[i] ? at : most, 0);
      svg.append(node('text', {class: `plot-label series-${named % 6}`, x: dots[best][0], y: Math.max(EDGE.top + 2, dots[best][1] - 5), 'text-anchor': 'middle'}, label));
      named++;
    }
  }
}

/** Draws the answers of a what-if: gives the figure. */
export function plot({input, points}, output, typed) {
  const good = points.filter(point => point.output !== undefined && point.output !== null);
  const summary = text('what-if.summary', output.label, input.label, points[0].value, points.at(-1).value);
  const svg = node('svg', {class: 'plot', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': summary});
  if (good.length > 0) {
    const y = outputScale(output, good.map(point => point.output));
    const left = Math.max(36, ...y.marks.map(mark => mark.name.length * LETTER + 16));
    const x = inputScale(input, points.map(point => point.value), left);
    axes(svg, x, y, input, left);
    const at = x.at(x.read(typed));
    if (typed !== '' && at >= left && at <= WIDTH - EDGE.right) {
      svg.append(node('line', {class: 'plot-typed', x1: at, x2: at, y1: EDGE.top, y2: HEIGHT - EDGE.bottom}));
      const right = at < WIDTH * 0.75;
      svg.append(node('text', {class: 'plot-name', x: right ? at + 5 : at - 5, y: EDGE.top + 4, 'text-anchor': right ? 'start' : 'end'}, text('what-if.typed', typed)));
    }
    if (Array.isArray(good[0].output)) {
      vectorLines(svg, good, x, y, output.values ?? good[0].output.map((none, i) => String(i)));
    } else {
      const dots = good.map(point => [x.at(x.read(point.value)), y.at(y.read(point.output))]);
      if (!x.words && !y.words) {
        line(svg, dots, 'series-0', output.label);
      }
      good.forEach((point, i) => {
        const dot = node('circle', {class: 'plot-dot', cx: dots[i][0].toFixed(1), cy: dots[i][1].toFixed(1), r: x.words || y.words ? 4 : 2.5});
        dot.append(node('title', {}, `${point.value}: ${point.output}`));
        svg.append(dot);
      });
    }
  }
  const figure = document.createElement('figure');
  figure.append(svg, caption(points), table(input, output, points));
  return figure;
}

function caption(points) {
  const rejected = points.filter(point => point.reject !== undefined);
  const words = document.createElement('figcaption');
  if (rejected.length > 0) {
    words.className = 'error';
    words.textContent = count('what-if.rejected', rejected.length, rejected[0].reject);
  }
  return words;
}

/** The same for who reads rather than looks. */
function table(input, output, points) {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = text('what-if.table');
  const made = document.createElement('table');
  made.className = 'table plain-table';
  const head = made.createTHead().insertRow();
  for (const name of [input.label, output.label]) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = name;
    head.append(cell);
  }
  const body = made.createTBody();
  for (const point of points) {
    const row = body.insertRow();
    row.insertCell().textContent = point.value;
    row.insertCell().textContent = point.reject ?? (Array.isArray(point.output) ? point.output.join(' ') : point.output);
  }
  const frame = document.createElement('div');
  frame.className = 'table-frame what-if-table';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', summary.textContent);
  frame.append(made);
  details.append(summary, frame);
  return details;
}
