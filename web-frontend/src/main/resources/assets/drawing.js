// A pad to draw on. What is drawn is centred and scaled to fill the grid, then each cell gets the share of its ink:
// the way scanned digits are made small.

const INK = '#101615';
const FINE = 4;

class Pad {
  constructor(root) {
    this.width = Number(root.dataset.width);
    this.height = Number(root.dataset.height);
    this.min = Number(root.dataset.min);
    this.max = Number(root.dataset.max);
    this.pad = root.querySelector('[data-pad]');
    this.grid = root.querySelector('[data-grid]');
    this.text = root.querySelector('textarea');
    this.ink = this.pad.getContext('2d', {willReadFrequently: true});
    this.pen = Math.round(this.pad.width / 7.5);
    this.cursor = {x: 0, y: 0};
    this.last = null;
    this.keyed = false;
    this.pad.addEventListener('pointerdown', event => this.down(event));
    this.pad.addEventListener('pointermove', event => this.move(event));
    for (const end of ['pointerup', 'pointercancel']) {
      this.pad.addEventListener(end, () => this.up());
    }
    this.pad.addEventListener('keydown', event => this.key(event));
    this.pad.addEventListener('blur', () => {
      this.keyed = false;
      this.paintGrid();
    });
    root.querySelector('[data-clear]').addEventListener('click', () => this.clear());
    this.text.addEventListener('input', () => this.showNumbers());
    this.showNumbers();
  }

  at(event) {
    const box = this.pad.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) / box.width * this.pad.width,
      y: (event.clientY - box.top) / box.height * this.pad.height,
    };
  }

  down(event) {
    event.preventDefault();
    this.pad.focus();
    this.keyed = false;
    this.pad.setPointerCapture(event.pointerId);
    if (this.shown) {
      this.wipe();
    }
    this.last = this.at(event);
    this.line(this.last, this.last);
  }

  move(event) {
    if (this.last) {
      const here = this.at(event);
      this.line(this.last, here);
      this.last = here;
    }
  }

  up() {
    if (this.last) {
      this.last = null;
      this.read();
    }
  }

  line(from, to) {
    this.ink.strokeStyle = INK;
    this.ink.lineWidth = this.pen;
    this.ink.lineCap = 'round';
    this.ink.lineJoin = 'round';
    this.ink.beginPath();
    this.ink.moveTo(from.x, from.y);
    this.ink.lineTo(to.x + 0.01, to.y);
    this.ink.stroke();
  }

  key(event) {
    const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      this.keyed = true;
      this.cursor.x = Math.min(this.width - 1, Math.max(0, this.cursor.x + step[0]));
      this.cursor.y = Math.min(this.height - 1, Math.max(0, this.cursor.y + step[1]));
      this.paintGrid();
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      const values = this.numbers();
      const place = this.cursor.y * this.width + this.cursor.x;
      values[place] = values[place] > this.min ? this.min : this.max;
      this.write(values);
      this.showNumbers();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.clear();
    }
  }

  wipe() {
    this.ink.clearRect(0, 0, this.pad.width, this.pad.height);
    this.shown = false;
  }

  clear() {
    this.wipe();
    this.text.value = '';
    this.paintGrid();
  }

  numbers() {
    const values = this.text.value.trim().split(/[\s;,]+/).filter(Boolean).map(Number);
    return Array.from({length: this.width * this.height}, (none, i) => Number.isFinite(values[i]) ? values[i] : this.min);
  }

  write(values) {
    const rows = [];
    for (let y = 0; y < this.height; y++) {
      rows.push(values.slice(y * this.width, (y + 1) * this.width).join(' '));
    }
    this.text.value = rows.join('\n');
  }

  /** Ink as whole shares of each cell. */
  read() {
    const box = this.bounds();
    if (!box) {
      this.clear();
      return;
    }
    const fine = document.createElement('canvas');
    fine.width = this.width * FINE;
    fine.height = this.height * FINE;
    const to = fine.getContext('2d', {willReadFrequently: true});
    const scale = Math.min(fine.width / box.width, fine.height / box.height);
    const width = box.width * scale;
    const height = box.height * scale;
    to.imageSmoothingQuality = 'high';
    to.drawImage(this.pad, box.x, box.y, box.width, box.height,
      (fine.width - width) / 2, (fine.height - height) / 2, width, height);
    const pixels = to.getImageData(0, 0, fine.width, fine.height).data;
    const values = [];
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        let dark = 0;
        for (let i = 0; i < FINE * FINE; i++) {
          const px = x * FINE + i % FINE;
          const py = y * FINE + Math.floor(i / FINE);
          dark += pixels[(py * fine.width + px) * 4 + 3] > 127 ? 1 : 0;
        }
        const value = this.min + dark / (FINE * FINE) * (this.max - this.min);
        values.push(Number(value.toFixed(4)));
      }
    }
    this.write(values);
    this.text.dispatchEvent(new Event('change', {bubbles: true}));
    this.paintGrid();
  }

  bounds() {
    const {width, height} = this.pad;
    const pixels = this.ink.getImageData(0, 0, width, height).data;
    let left = width, right = -1, top = height, bottom = -1;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (pixels[(y * width + x) * 4 + 3] > 127) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return right < 0 ? null : {x: left, y: top, width: right - left + 1, height: bottom - top + 1};
  }

  /** Shows the typed numbers on the pad too. */
  showNumbers() {
    this.paintGrid();
    this.wipe();
    if (this.text.value.trim() !== '') {
      this.ink.imageSmoothingEnabled = false;
      this.ink.drawImage(this.picture(), 0, 0, this.pad.width, this.pad.height);
      this.shown = true;
    }
  }

  picture() {
    const picture = document.createElement('canvas');
    picture.width = this.width;
    picture.height = this.height;
    const to = picture.getContext('2d');
    this.numbers().forEach((value, i) => {
      const dark = (value - this.min) / (this.max - this.min);
      to.fillStyle = `rgba(16, 22, 21, ${Math.min(1, Math.max(0, dark))})`;
      to.fillRect(i % this.width, Math.floor(i / this.width), 1, 1);
    });
    return picture;
  }

  paintGrid() {
    const to = this.grid.getContext('2d');
    to.fillStyle = '#fff';
    to.fillRect(0, 0, this.width, this.height);
    to.drawImage(this.picture(), 0, 0);
    if (this.keyed) {
      to.fillStyle = 'rgba(11, 107, 103, .45)';
      to.fillRect(this.cursor.x, this.cursor.y, 1, 1);
    }
  }
}

for (const root of document.querySelectorAll('[data-drawing]')) {
  new Pad(root);
}
