// What the page shares with the scripts of its panels, which come later (see panels/parts.ts): one lit, one state, one of
// each. The build reads the imports here, and takes these modules out of those scripts. Workers use none of them.

import * as lit from 'lit';
import * as geometry from './charts/geometry.ts';
import * as lineChart from './charts/line-chart.ts';
import * as scale from './charts/scale.ts';
import * as width from './charts/width.ts';
import * as carrier from './core/carrier.ts';
import * as data from './core/data.ts';
import * as facts from './core/facts.ts';
import * as failure from './core/failure.ts';
import * as part from './core/part.ts';
import * as types from './core/types.ts';
import * as i18n from './i18n/index.ts';
import * as sampling from './panels/curves/sampling.ts';
import * as save from './panels/curves/save.ts';
import * as dialectSwitch from './panels/dialect-switch.ts';
import * as download from './panels/download.ts';
import * as duration from './panels/duration.ts';
import * as nearby from './panels/nearby.ts';
import * as panel from './panels/panel.ts';
import * as parts from './panels/parts.ts';
import * as picker from './panels/picker.ts';
import * as estimate from './state/estimate.ts';
import * as groups from './state/groups.ts';
import * as lab from './state/lab.ts';
import * as reduce from './state/reduce.ts';
import * as settings from './state/settings.ts';
import * as state from './state/state.ts';
import * as url from './state/url.ts';

Object.assign(globalThis, {
  activationLab: {
    lit,
    geometry,
    lineChart,
    scale,
    width,
    carrier,
    data,
    facts,
    failure,
    part,
    types,
    i18n,
    save,
    sampling,
    dialectSwitch,
    download,
    duration,
    estimate,
    nearby,
    panel,
    parts,
    picker,
    groups,
    lab,
    reduce,
    settings,
    state,
    url,
  },
});
