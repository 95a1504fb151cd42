// The curves as HTML that needs neither a script nor a style sheet: f and f′ as a picture, and some of their values as a table. Pure.

import type { Series } from '../../charts/series.ts';
import { escaped, stillLines } from '../../charts/still.ts';
import type { Translator } from '../../i18n/index.ts';

/** Where the table reads the curves. */
export const READ_AT = [-3, -2, -1, 0, 1, 2, 3] as const;

export interface StillCurve {
  /** with its parameters, where they are not the usual ones */
  name: string;
  color: string;
  f: Series['points'];
  derivative: Series['points'];
  /** at READ_AT */
  values: readonly { f: number; df: number }[];
}

export interface StillCurves {
  i18n: Translator;
  curves: readonly StillCurve[];
  /** whole address */
  link: string;
}

export function stillCurves({ i18n, curves, link }: StillCurves): string {
  const { t, number } = i18n;
  const line = (curve: StillCurve, points: Series['points'], dash: string, named: boolean): Series => ({
    label: curve.name,
    color: curve.color,
    dash,
    points,
    named,
  });
  const svg = stillLines({
    label: t('embed.curves', { names: curves.map(({ name }) => name).join(t('list.separator')) }),
    series: curves.flatMap((curve) => [
      line(curve, curve.derivative, '5 4', false),
      line(curve, curve.f, '', true),
    ]),
    areas: [],
    x: [-4, 4],
    y: [-1.5, 2.5],
    xLabel: 'x',
    yLabel: 'f(x), f′(x)',
    formatX: (value) => number(value),
    formatY: (value) => number(value),
    zero: true,
  });
  const head = READ_AT.map((x) => `<th scope="col">x = ${number(x)}</th>`).join('');
  const rows = curves.flatMap(({ name, values }) =>
    (['f', 'df'] as const).map((kind) => {
      const cells = values.map((value) => `<td>${number(value[kind], 3, 3)}</td>`).join('');
      return `    <tr><th scope="row">${escaped(name)}, ${kind === 'f' ? 'f' : 'f′'}</th>${cells}</tr>`;
    }),
  );
  return [
    '<figure>',
    svg,
    '<table>',
    `  <caption>${escaped([t('curves.line.f'), t('curves.line.derivative')].join(t('list.separator')))}</caption>`,
    `  <thead>\n    <tr><th scope="col">${escaped(t('function'))}</th>${head}</tr>\n  </thead>`,
    `  <tbody>\n${rows.join('\n')}\n  </tbody>`,
    '</table>',
    `<figcaption><a href="${escaped(link)}">${escaped(t('embed.live'))}</a> · Activation Lab</figcaption>`,
    '</figure>',
    '',
  ].join('\n');
}
