import { css, html, nothing, type TemplateResult } from 'lit';
import { type Domain, nearest, type Point, roundedDomain } from '../../charts/geometry.ts';
import type { Area, Series } from '../../charts/series.ts';
import { type Group, groupRuns } from '../../state/groups.ts';
import type { Lab } from '../../state/lab.ts';
import type { Run, State } from '../../state/state.ts';
import type { EpochResult } from '../../worker/protocol.ts';
import type { Saving } from '../curves/saving.ts';
import { define, LabElement } from '../panel.ts';
import {
  type Axis,
  accuracyDomain,
  line,
  logDomain,
  logTicks,
  type Metric,
  mean,
  quantityAt,
} from './curve-data.ts';
import { historyCsv } from './record.ts';

/** With more functions than this their bands would cover each other: only the one pointed at has its band. */
const MANY = 8;
/** Values in the line below the chart. */
const READ = 12;

interface Curve {
  group: Group;
  lines: Point[][];
  band: Area['points'];
}

/** Learning curves while the networks train: the mean of the seeds with its interval, or every seed. */
export class RaceCurves extends LabElement {
  static override properties = {
    ...LabElement.properties,
    metric: { state: true },
    log: { state: true },
    seeds: { state: true },
    cursor: { state: true },
    emphasised: { state: true },
  };

  declare metric: Metric;
  declare log: boolean;
  /** a line for each seed */
  declare seeds: boolean;
  declare cursor: number | undefined;
  /** key of the group whose lines the pointer is at */
  declare emphasised: string | undefined;
  /** Only what has changed is worked out again. */
  readonly #known = new Map<string, { of: readonly unknown[]; curve: Curve }>();

  static override styles = [
    ...LabElement.styles,
    css`
      .chart {
        margin: 10px 0 4px;
      }
      .readout {
        min-height: 1.7em;
        margin-bottom: 4px;
      }
    `,
  ];

  constructor() {
    super();
    this.metric = 'accuracy';
    this.log = false;
    this.seeds = false;
    this.cursor = undefined;
    this.emphasised = undefined;
  }

  protected override parts({ core, race, settings }: State): readonly unknown[] {
    return [core, race, settings];
  }

  override render(): unknown {
    const { lab } = this;
    if (lab?.state.core.status !== 'ready') return nothing;
    return html`<div class="row optional">
        ${this.#choice('race.metric', ['accuracy', 'train_loss'] as const, this.metric, (metric) => {
          this.metric = metric;
        })}
        ${this.#choice('race.axis', ['linear', 'log'] as const, this.log ? 'log' : 'linear', (axis) => {
          this.log = axis === 'log';
        })}
        ${this.#choice('race.lines', ['mean', 'each'] as const, this.seeds ? 'each' : 'mean', (lines) => {
          this.seeds = lines === 'each';
        })}
      </div>
      ${this.#chart(lab)}`;
  }

  #choice<Value extends string>(
    label: 'race.metric' | 'race.axis' | 'race.lines',
    values: readonly Value[],
    chosen: Value,
    choose: (value: Value) => void,
  ): TemplateResult {
    return html`<div class="segments" role="group" aria-label=${this.t(label)}>
      ${values.map(
        (value) => html`<button type="button" aria-pressed=${value === chosen} @click=${() => choose(value)}
        >${this.t(`race.${value}` as 'race.accuracy')}</button>`,
      )}
    </div>`;
  }

  #chart(lab: Lab): TemplateResult {
    const { race, settings } = lab.state;
    const axis: Axis = { metric: this.metric, log: this.log };
    // A network from a file has no history.
    const groups = groupRuns(race.runs.filter(({ loaded }) => !loaded));
    const curves = groups.map((group) => this.#curve(group, axis));
    // During the race nothing changes places; at its end the best come first, and have labels where room is short.
    if (race.phase === 'idle') curves.sort((a, b) => rank(a, axis) - rank(b, axis));
    const series = curves.flatMap((curve) => this.#series(curve));
    const epochs = groups[0]?.runs[0]?.config.epochs ?? settings.epochs;
    const y = this.#domain(race.runs, series, axis);
    const started = series.some(({ points }) => points.length > 0);
    const readout = this.#readout(curves, axis, this.cursor ?? epochs);
    const several = groups.some(({ runs }) => runs.length > 1);
    return html`<al-line-chart
        class="chart"
        .series=${series}
        .areas=${this.#areas(curves)}
        .x=${[1, Math.max(2, epochs)]}
        .y=${y}
        .yTicks=${axis.log ? logTicks(y) : undefined}
        .xLabel=${this.t('race.epoch')}
        .yLabel=${this.t(axis.metric === 'train_loss' ? 'race.train_loss_unit' : axis.log ? 'race.error' : 'race.accuracy')}
        .formatX=${(value: number) => (Number.isInteger(value) ? String(value) : '')}
        .formatY=${(at: number) => this.#format(at, axis)}
        .cursor=${started ? this.cursor : undefined}
        .emphasised=${this.emphasised}
        .step=${1}
        .label=${this.t('race.chart')}
        .readout=${started ? readout.join(this.t('list.separator')) : ''}
        .note=${started ? '' : this.t('race.empty')}
        .more=${(count: number) => this.t('picker.more', { count })}
        @emphasise=${(event: CustomEvent<string | undefined>) => {
          this.emphasised = event.detail;
        }}
        @cursor=${(event: CustomEvent<number>) => {
          this.cursor = Math.max(1, Math.round(event.detail));
        }}
      ></al-line-chart>
      <p class="small readout" aria-hidden="true">
        ${started && this.cursor !== undefined ? this.#shortened(readout) : nothing}
      </p>
      <p class="small">${several ? this.t(this.seeds ? 'race.lines_each' : groups.length > MANY ? 'race.lines_mean_many' : 'race.lines_mean') : nothing}</p>
      ${
        started && race.phase === 'idle'
          ? html`<al-save .lab=${lab} name="activation-lab-learning-curves"
              .picture=${(saving: Saving) => saving.pictureText({ title: this.t('race.curves'), note: '', ...saving.drawing(this.renderRoot) })}
              .values=${() => historyCsv(groups)}></al-save>`
          : nothing
      }`;
  }

  /**
   * Of the runs that have finished; before the first has, of those that train, so that no line jumps. One that has
   * diverged is in no mean: its function has a line for each seed.
   */
  #curve(group: Group, axis: Axis): Curve {
    const done = group.runs.filter(({ status }) => status === 'done');
    const broken = group.runs.some(({ status }) => status === 'failed');
    const averaged = this.seeds || broken ? undefined : done.length > 0 ? done : group.runs;
    const histories = (averaged ?? group.runs).map(({ history }) => history);
    const of = [axis.metric, axis.log, averaged === undefined, ...histories];
    const known = this.#known.get(group.key);
    if (known?.of.length === of.length && known.of.every((one, index) => one === of[index]))
      return { ...known.curve, group };
    const curve: Curve = averaged
      ? this.#mean(group, histories, axis)
      : { group, lines: histories.map((history) => line(history, axis)), band: [] };
    this.#known.set(group.key, { of, curve });
    return curve;
  }

  #mean(group: Group, histories: readonly (readonly EpochResult[])[], axis: Axis): Curve {
    const { points, band } = mean(
      histories.filter(({ length }) => length > 0),
      axis,
    );
    return { group, lines: [points], band };
  }

  #series({ group, lines }: Curve): Series[] {
    const { color, dash } = this.lineStyle(group.activation);
    const label = this.nameOf(group.activation, group.params);
    return lines.map((points, index) => ({
      id: group.key,
      label,
      color,
      dash,
      points,
      named: index === 0,
    }));
  }

  #areas(curves: readonly Curve[]): Area[] {
    const shown = this.emphasised
      ? curves.filter(({ group }) => group.key === this.emphasised)
      : curves.length > MANY
        ? []
        : curves;
    return shown.flatMap(({ group, band }) => {
      const { color } = this.lineStyle(group.activation);
      return band.length > 1 ? [{ color, points: band, mark: undefined }] : [];
    });
  }

  #domain(runs: readonly Run[], series: readonly Series[], axis: Axis): Domain {
    const values = (): number[] => series.flatMap(({ points }) => points.map(([, y]) => y));
    if (axis.log)
      return logDomain(
        values(),
        axis.metric === 'accuracy' ? [Math.log10(0.02), Math.log10(0.2)] : [-1, Math.log10(2)],
      );
    if (axis.metric === 'train_loss') return [0, roundedDomain(values(), 0.5, [0, 1])[1]];
    return accuracyDomain(
      runs.flatMap((run) => (run.status === 'done' ? [run.result.evaluation.accuracy] : [])),
    );
  }

  #format(at: number, axis: Axis): string {
    const value = quantityAt(at, axis);
    return axis.metric === 'accuracy'
      ? this.i18n.percent(value, axis.log && value < 0.0095 ? 1 : 0)
      : this.i18n.number(value, 3);
  }

  #readout(curves: readonly Curve[], axis: Axis, epoch: number): string[] {
    const values = curves.flatMap(({ group, lines }) => {
      const at = lines.flatMap((points) => nearest(points, epoch)?.[1] ?? []);
      if (at.length === 0) return [];
      const value = quantityAt(at.reduce((sum, one) => sum + one, 0) / at.length, axis);
      const text = axis.metric === 'accuracy' ? this.i18n.percent(value, 1) : this.i18n.number(value, 3, 3);
      return [`${this.nameOf(group.activation, group.params)} ${text}`];
    });
    return [`${this.t('race.epoch')} ${epoch}`, ...values];
  }

  #shortened([epoch, ...values]: readonly string[]): string {
    const rest = values.length - READ;
    const shown = rest > 0 ? [...values.slice(0, READ), this.t('picker.more', { count: rest })] : values;
    return `${epoch}: ${shown.join(this.t('list.separator'))}`;
  }
}

/** Where a curve ends: the best first, none last. */
function rank({ lines }: Curve, axis: Axis): number {
  const ends = lines.flatMap((points) => points.at(-1)?.[1] ?? []).filter((end) => !Number.isNaN(end));
  if (ends.length === 0) return Number.POSITIVE_INFINITY;
  const end = ends.reduce((sum, one) => sum + one, 0) / ends.length;
  return axis.metric === 'accuracy' && !axis.log ? -end : end;
}

define('al-race-curves', RaceCurves);
