import { css, html, nothing, type TemplateResult } from 'lit';
import { type Domain, nearest, roundedDomain } from '../../charts/geometry.ts';
import type { Series } from '../../charts/series.ts';
import type { Learned } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import { assertNever } from '../../state/reduce.ts';
import type { Run, State } from '../../state/state.ts';
import type { Validated } from '../../worker/protocol.ts';
import { raceControls } from '../controls.ts';
import { define, Panel } from '../panel.ts';
import './models.ts';

/** Every chosen function trains the same network; learning curves while it runs, a table at the end. */
export class RacePanel extends Panel {
  static override properties = {
    ...Panel.properties,
    metric: { state: true },
    cursor: { state: true },
    emphasised: { state: true },
  };

  declare metric: 'accuracy' | 'train_loss';
  declare cursor: number | undefined;
  /** the function whose line the pointer is at */
  declare emphasised: string | undefined;
  protected readonly panel = 'race' as const;

  static override styles = [
    ...Panel.styles,
    css`
      .chart {
        margin: 10px 0 14px;
      }
      tbody td {
        height: 32px;
        padding-block: 4px;
      }
      @media (pointer: coarse) {
        tbody td {
          height: 44px;
        }
      }
      td progress {
        min-width: 90px;
        max-width: 180px;
      }
      .hash {
        color: var(--soft);
      }
      /* The table may be wider than a phone: what is said in words is not. */
      .failed {
        white-space: normal;
        max-width: min(34em, 58vw);
      }
      .learned {
        display: block;
        font-weight: 400;
        font-size: 12.5px;
        color: var(--soft);
        white-space: normal;
      }
      .best {
        font-weight: 700;
      }
    `,
  ];

  constructor() {
    super();
    this.metric = 'accuracy';
    this.cursor = undefined;
    this.emphasised = undefined;
  }

  protected override parts(state: State): readonly unknown[] {
    const { core, selected, params, race, data, timing, settings, seeds, images, learning, aside, asks } =
      state;
    const waits = timing.active !== undefined || aside;
    return [core, selected, params, race, data, settings, seeds, images, learning, waits, asks];
  }

  protected override body(lab: Lab): TemplateResult {
    const { data, race } = lab.state;
    return html`
      ${this.picker()}
      <al-race-settings .lab=${lab}></al-race-settings>
      ${raceControls(this, lab)}
      ${data.status === 'failed' ? this.failureMessage(data.failure, () => void lab.train()) : nothing}
      <div class="row">
        <div class="segments" role="group" aria-label=${this.t('race.metric')}>
          ${(['accuracy', 'train_loss'] as const).map(
            (metric) => html`<button
              type="button"
              aria-pressed=${this.metric === metric}
              @click=${() => {
                this.metric = metric;
              }}
            >${this.t(`race.${metric}`)}</button>`,
          )}
        </div>
      </div>
      ${this.#chart(lab)}
      ${race.phase === 'idle' ? nothing : html`<div class="scroll" tabindex="0" role="region" aria-label=${this.t('race.progress')}>${this.#table(lab)}</div>`}
      <al-results .lab=${lab}></al-results>
      <al-models .lab=${lab}></al-models>
      <p class="visually-hidden" role="status">${race.phase === 'idle' && race.runs.length > 0 ? this.t('race.finished') : ''}</p>
    `;
  }

  /** What tells a run from the others of the race. */
  #runName(lab: Lab, { config }: Run): string {
    const name = this.nameOf(config.activation, config.params);
    const seeds = new Set(lab.state.race.runs.map((run) => run.config.seed));
    return seeds.size > 1 ? `${name} · ${this.t('race.seed', { seed: config.seed })}` : name;
  }

  #chart(lab: Lab): TemplateResult {
    const { race, settings } = lab.state;
    const { metric } = this;
    // A network from a file has no history.
    const trained = race.runs.filter((run) => run.status !== 'done' || run.history.length > 0);
    const series = trained.map((run): Series => {
      const { color, dash } = this.lineStyle(run.config.activation);
      const points = run.history.map((epoch) => [epoch.epoch, epoch[metric]] as const);
      return {
        id: run.config.activation,
        label: this.nameOf(run.config.activation, run.config.params),
        color,
        dash,
        points,
        named: run.config.seed === trained[0]?.config.seed,
      };
    });
    // During the race nothing changes places; at its end the best come first, and have labels where room is short.
    if (race.phase === 'idle') {
      const last = (one: Series): number => one.points.at(-1)?.[1] ?? Number.NaN;
      const rank = (one: Series): number => (metric === 'accuracy' ? -last(one) : last(one));
      series.sort((a, b) => (Number.isNaN(rank(a)) ? 1 : Number.isNaN(rank(b)) ? -1 : rank(a) - rank(b)));
    }
    const epochs = race.runs[0]?.config.epochs ?? settings.epochs;
    const percent = (value: number): string => this.i18n.percent(value, 0);
    const number = (value: number): string => this.i18n.number(value, 3);
    const atCursor = (one: Series): string => {
      const value = nearest(one.points, this.cursor ?? epochs)?.[1];
      if (value === undefined) return '–';
      return metric === 'accuracy' ? this.i18n.percent(value, 1) : this.i18n.number(value, 3, 3);
    };
    const readout = series.map((one) => `${one.label} ${atCursor(one)}`).join(this.t('list.separator'));
    return html`<al-line-chart
        class="chart"
        .series=${series}
        .x=${[1, Math.max(2, epochs)]}
        .y=${metric === 'accuracy' ? accuracyDomain(race.runs) : lossDomain(series)}
        .xLabel=${this.t('race.epoch')}
        .yLabel=${this.t(metric === 'accuracy' ? 'race.accuracy' : 'race.train_loss_unit')}
        .formatX=${(value: number) => (Number.isInteger(value) ? String(value) : '')}
        .formatY=${metric === 'accuracy' ? percent : number}
        .cursor=${series.length > 0 ? this.cursor : undefined}
        .emphasised=${this.emphasised}
        .step=${1}
        .label=${this.t('race.chart')}
        .readout=${series.length > 0 ? `${this.t('race.epoch')} ${this.cursor ?? epochs}: ${readout}` : ''}
        .note=${series.some((one) => one.points.length > 0) ? '' : this.t('race.empty')}
        .more=${(count: number) => this.t('picker.more', { count })}
        @emphasise=${(event: CustomEvent<string | undefined>) => {
          this.emphasised = event.detail;
        }}
        @cursor=${(event: CustomEvent<number>) => {
          this.cursor = Math.max(1, Math.round(event.detail));
        }}
      ></al-line-chart>
      <p class="small" aria-hidden="true" style="min-height:1.7em">
        ${series.length > 0 && this.cursor !== undefined ? `${this.t('race.epoch')} ${this.cursor}: ${readout}` : nothing}
      </p>`;
  }

  #table(lab: Lab): TemplateResult {
    const { race, selected } = lab.state;
    const accuracies = race.runs.map((run) =>
      run.status === 'done' ? run.result.evaluation.accuracy || 0 : 0,
    );
    const best = Math.max(...accuracies);
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${this.t('function')}</th>
          <th scope="col" class="number">${this.t('race.accuracy')}</th>
          <th scope="col" class="number">${this.t('race.seconds')}</th>
          <th scope="col" class="number">${this.t('race.speed')}</th>
          <th scope="col" class="number">${this.t('race.hash')}</th>
        </tr>
      </thead>
      <tbody>
        ${
          race.runs.length > 0
            ? race.runs.map((run) => this.#row(lab, run, best))
            : selected.map(
                (id) => html`<tr>
                  ${this.#name(id, this.nameOf(id, lab.params(id)))}
                  <td class="number">–</td><td class="number">–</td><td class="number">–</td><td class="number">–</td>
                </tr>`,
              )
        }
      </tbody>
    </table>`;
  }

  #name(id: string, name: string, learned: Learned = [], validated?: Validated): TemplateResult {
    return html`<th scope="row"><span class="swatch" style="--color:${this.lineStyle(id).color}"></span>${name}
      ${learned.map(([parameter, layers]) => html`<span class="learned">${this.t('race.learned', { name: parameter, values: this.#learned(layers) })}</span>`)}
      ${validated ? html`<span class="learned">${this.t(validated.stopped_early ? 'race.stopped' : 'race.validated', { epochs: validated.epochs, best: validated.best_epoch })}</span>` : nothing}
    </th>`;
  }

  /** One value for each layer, or where there are many their mean and range. */
  #learned(layers: readonly number[][]): string {
    const short = (value: number): string => this.i18n.number(value, 3);
    const values = layers.flat();
    if (values.length === layers.length) return values.map(short).join(this.t('list.separator'));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return this.t('race.learned_range', {
      mean: short(mean),
      min: short(Math.min(...values)),
      max: short(Math.max(...values)),
    });
  }

  #row(lab: Lab, run: Run, best: number): TemplateResult {
    const { activation } = run.config;
    const name = this.#runName(lab, run);
    const head = this.#name(activation, name);
    const words = (text: string, retry: boolean): TemplateResult => html`<tr>
      ${head}
      <td colspan="4"><div class="failed">
        ${text}
        ${retry ? html`<button class="link" type="button" @click=${() => void lab.retry(run)}>${this.t('retry')}</button>` : nothing}
      </div></td>
    </tr>`;
    switch (run.status) {
      case 'queued':
        return words(this.t('race.queued'), false);
      case 'training':
        return html`<tr>
          ${head}
          <td colspan="4">
            <progress
              max="1"
              .value=${run.fraction}
              style="--bar:${this.lineStyle(activation).color}"
              aria-label=${activation}
            ></progress>
          </td>
        </tr>`;
      case 'cancelled':
        return words(this.t('race.cancelled'), true);
      case 'failed':
        // The same configuration diverges again, to the bit.
        return words(this.i18n.failure(run.failure), run.failure.code !== 'diverged');
      case 'done': {
        const { evaluation, seconds, samples_per_second, weights_hash, learned, validated } = run.result;
        return html`<tr>
          ${this.#name(activation, name, learned, validated)}
          <td class="number ${evaluation.accuracy === best ? 'best' : ''}">${this.i18n.percent(evaluation.accuracy, 1)}</td>
          <td class="number">${this.i18n.number(seconds, 2, 2)}</td>
          <td class="number">${this.i18n.number(Math.round(samples_per_second / 100) * 100)}</td>
          <td class="number hash"><code>${weights_hash}</code></td>
        </tr>`;
      }
      default:
        return assertNever(run);
    }
  }
}

/**
 * 80 % to 100 %, where the differences are: the first epochs may come in from below. Wider only where a finished run
 * ends lower, so that the axis keeps still during a race.
 */
function accuracyDomain(runs: readonly Run[]): Domain {
  const ends = runs.flatMap((run) => (run.status === 'done' ? [run.result.evaluation.accuracy || 1] : []));
  const [low] = roundedDomain(ends, 0.1, [0.8, 1]);
  return [Math.min(0.8, low), 1];
}

function lossDomain(series: readonly Series[]): Domain {
  const values = series.flatMap((one) => one.points.map(([, y]) => y));
  return [0, roundedDomain(values, 0.5, [0, 1])[1]];
}

define('al-race', RacePanel);
