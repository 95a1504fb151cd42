// Every element that a page may use.

import '../charts/interval-chart.ts';
import '../charts/line-chart.ts';
import './code/code.ts';
import './curves/curves.ts';
import './dialect-switch.ts';
import './dialects/dialects.ts';
import './draw/draw.ts';
import './draw/surface.ts';
import './notices.ts';
import './picker.ts';
import './race/race.ts';
import './race/settings.ts';
import './switches.ts';
import './timing/timing.ts';
