// A script of its own, loaded when a reader saves something.

import { csv } from './csv.ts';
import { drawing, pictureText, pixels } from './picture.ts';

const saving = { csv, drawing, pictureText, pixels };
export type Saving = typeof saving;

document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: saving }));
