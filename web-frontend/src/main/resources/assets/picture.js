// A picture by file, drop, paste, camera or pencil.

import {notice} from './page.js';
import {setError} from './form.js';
import {text} from './text.js';

const LONGEST_SIDE = 2048;

class Picture {
  constructor(root) {
    this.root = root;
    this.field = root.closest('[data-field]');
    this.most = Number(root.dataset.picture);
    this.file = root.querySelector('input[type="file"]');
    this.value = root.querySelector('input[type="hidden"]');
    this.preview = root.querySelector('.picture-preview');
    this.remove = root.querySelector('[data-remove]');
    this.drop = root.querySelector('.picture-drop');
    for (const more of root.querySelectorAll('[data-more]')) {
      more.hidden = false;
    }
    this.remove.hidden = this.value.value === '';
    this.file.addEventListener('change', () => this.file.files[0] && this.read(this.file.files[0]));
    this.remove.addEventListener('click', () => this.clear());
    this.takeDrops();
    this.takeCamera();
    this.takeDrawing();
  }

  takeDrops() {
    for (const over of ['dragenter', 'dragover']) {
      this.drop.addEventListener(over, event => {
        event.preventDefault();
        this.drop.classList.add('over');
      });
    }
    for (const out of ['dragleave', 'drop']) {
      this.drop.addEventListener(out, () => this.drop.classList.remove('over'));
    }
    this.drop.addEventListener('drop', event => {
      event.preventDefault();
      if (event.dataTransfer.files.length > 0) {
        this.read(event.dataTransfer.files[0]);
      }
    });
    document.addEventListener('paste', event => {
      const pasted = Array.from(event.clipboardData?.files ?? []).find(file => file.type.startsWith('image/'));
      if (pasted && (this.root.contains(document.activeElement) || document.querySelectorAll('[data-picture]').length === 1)) {
        event.preventDefault();
        this.read(pasted);
      }
    });
  }

  read(blob) {
    if (blob.type !== 'image/png' && blob.type !== 'image/jpeg') {
      setError(this.field, text('picture.no-picture'));
      return;
    }
    if (blob.size > this.most) {
      setError(this.field, text('picture.too-large', Math.floor(this.most / 1e5) / 10));
      return;
    }
    const reader = new FileReader();
    reader.addEventListener('load', () => this.set(reader.result));
    reader.addEventListener('error', () => setError(this.field, text('picture.no-picture')));
    reader.readAsDataURL(blob);
  }

  set(address) {
    this.value.value = address.slice(address.indexOf(',') + 1);
    this.preview.src = address;
    this.preview.hidden = false;
    this.remove.hidden = false;
    setError(this.field, '');
    this.value.dispatchEvent(new Event('change', {bubbles: true}));
  }

  clear() {
    this.value.value = '';
    this.file.value = '';
    this.preview.hidden = true;
    this.preview.removeAttribute('src');
    this.remove.hidden = true;
    this.file.focus();
  }

  /** A canvas as PNG, or as JPEG when that would be too large. */
  take(canvas, type) {
    canvas.toBlob(blob => {
      if (blob.size > this.most && type === 'image/png') {
        this.take(canvas, 'image/jpeg');
      } else {
        this.read(blob);
      }
    }, type, 0.9);
  }

  takeCamera() {
    const open = this.root.querySelector('[data-camera]');
    const place = this.root.querySelector('[data-camera-place]');
    const video = place.querySelector('video');
    const stop = () => {
      video.srcObject?.getTracks().forEach(track => track.stop());
      video.srcObject = null;
      place.hidden = true;
      open.setAttribute('aria-expanded', 'false');
    };
    if (!navigator.mediaDevices?.getUserMedia) {
      open.hidden = true;
      return;
    }
    open.addEventListener('click', async () => {
      if (!place.hidden) {
        stop();
        return;
      }
      try {
        video.srcObject = await navigator.mediaDevices.getUserMedia({video: {facingMode: 'environment'}});
        place.hidden = false;
        open.setAttribute('aria-expanded', 'true');
        await video.play();
      } catch {
        stop();
        this.root.querySelector('.notice')?.remove();
        this.root.append(notice(text('picture.no-camera'), text('picture.no-camera.why')));
      }
    });
    place.querySelector('[data-snap]').addEventListener('click', () => {
      const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
      this.take(canvas, 'image/jpeg');
      stop();
      open.focus();
    });
    addEventListener('pagehide', stop);
  }

  takeDrawing() {
    const open = this.root.querySelector('[data-draw]');
    const place = this.root.querySelector('[data-draw-place]');
    const pad = place.querySelector('canvas');
    const ink = pad.getContext('2d');
    let last = null;
    const wipe = () => {
      ink.fillStyle = '#fff';
      ink.fillRect(0, 0, pad.width, pad.height);
    };
    const at = event => {
      const box = pad.getBoundingClientRect();
      return [(event.clientX - box.left) / box.width * pad.width, (event.clientY - box.top) / box.height * pad.height];
    };
    const stroke = here => {
      ink.strokeStyle = '#101615';
      ink.lineWidth = 14;
      ink.lineCap = 'round';
      ink.beginPath();
      ink.moveTo(...last);
      ink.lineTo(here[0] + 0.01, here[1]);
      ink.stroke();
      last = here;
    };
    pad.addEventListener('pointerdown', event => {
      pad.setPointerCapture(event.pointerId);
      last = at(event);
      stroke(last);
    });
    pad.addEventListener('pointermove', event => last && stroke(at(event)));
    for (const end of ['pointerup', 'pointercancel']) {
      pad.addEventListener(end, () => {
        last = null;
      });
    }
    wipe();
    open.addEventListener('click', () => {
      place.hidden = !place.hidden;
      open.setAttribute('aria-expanded', String(!place.hidden));
    });
    place.querySelector('[data-wipe]').addEventListener('click', wipe);
    place.querySelector('[data-use]').addEventListener('click', () => {
      this.take(pad, 'image/png');
      place.hidden = true;
      open.setAttribute('aria-expanded', 'false');
      open.focus();
    });
  }
}

for (const root of document.querySelectorAll('[data-picture]')) {
  new Picture(root);
}
