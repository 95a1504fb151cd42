import { html, nothing, type TemplateResult } from 'lit';
import type { LayerTrace, Trace } from '../../core/types.ts';
import { define, LabElement } from '../panel.ts';
import type { Choice } from './choice.ts';
import { layersStyle } from './layers-style.ts';
import { answersOf, type Measures, perUnit, reachOfAll } from './measures.ts';
import type { Looked, Side } from './pair.ts';
import { cells, inputs, probabilities } from './picture.ts';
import { type Phase, placeIn, planOf, reachOf } from './plan.ts';
import { type Decades, decadesOf, placeOf } from './scales.ts';
import { factorText, powerText, shareText, sizeText } from './words.ts';

/** A network whose trace is there. */
interface Known {
  name: string;
  trace: Trace;
  measures: Measures;
}

/** One step in two networks: a row for each layer, from the image down to the probabilities. */
export class StepLayers extends LabElement {
  static override properties = {
    ...LabElement.properties,
    choice: { attribute: false },
    sides: { attribute: false },
    looked: { attribute: false },
    label: {},
  };

  declare choice: Choice;
  declare sides: readonly Side[];
  declare looked: Looked;
  /** the whole picture in a sentence */
  declare label: string;

  static override styles = [...LabElement.styles, layersStyle];

  protected override parts(): readonly unknown[] {
    return [];
  }

  override render(): unknown {
    const { lab, choice, sides } = this;
    if (!lab || !choice) return nothing;
    const nets = sides.map(({ trace, measures }, index): Known | undefined => {
      const name = index === 0 ? choice.a : choice.b;
      return trace && measures && { name, trace, measures };
    });
    const depth = choice.hidden.length;
    const lengths = nets.flatMap((net) =>
      net ? [...net.measures.layers.map(({ delta }) => delta), net.measures.pixels?.length ?? 0] : [],
    );
    const decades = decadesOf(lengths);
    const rows = Array.from({ length: depth }, (_, layer) => this.#hidden(nets, layer, decades));
    return html`<div class="layers" role="img" aria-label=${this.label}>
      ${this.#head(decades)} ${this.#input(nets, decades)} ${rows} ${this.#output(nets, decades)}
    </div>`;
  }

  /** Phases that are shown. */
  #reach(phase: Phase): string {
    const plan = planOf(this.choice.hidden.length, this.choice.digit !== 'batch');
    return reachOf(plan, placeIn(plan, this.choice.phase), phase);
  }

  #head([from, to]: Decades): TemplateResult {
    const { a, b, shows } = this.choice;
    return html`<div class="layer head">
      <div></div>
      ${[a, b].map(
        (name) => html`<div class="net" style="--color:${this.lineStyle(name).color}">
          <b>${name}</b>
          <span>${shows === 'f' ? 'f(z)' : 'z'}</span><span>f′(z)</span><span>∂L/∂z</span>
          <span class="axis"><i>${powerText(from)}</i><em>${this.t('step.length')}</em><i>${powerText(to)}</i></span>
        </div>`,
      )}
    </div>`;
  }

  #name(name: string, more: string): TemplateResult {
    return html`<div class="name"><b>${name}</b> <span>${more}</span></div>`;
  }

  #input(nets: readonly (Known | undefined)[], decades: Decades): TemplateResult {
    const { pictures, images, labels } = this.looked;
    const batch = images.length > 1;
    const more = batch
      ? this.t('step.images', { count: images.length })
      : this.t('step.image', { label: labels[0] ?? '', image: images[0] ?? '' });
    return html`<div class="layer">
      ${this.#name(this.t('step.input'), more)}
      ${nets.map((net) => {
        const gradient = net?.trace.input_gradient;
        const most = gradient ? reachOfAll([gradient]) : 0;
        const { pixels } = net?.measures ?? {};
        const back = this.#reach({ kind: 'pixels' });
        return html`<div class="net" style="--color:${this.lineStyle(net?.name ?? '').color}">
          <figure class="${batch ? 'wide' : 'square'} ${this.#reach({ kind: 'input' })}">${inputs(pictures)}</figure>
          ${batch ? nothing : html`<figure class="none"></figure>`}
          ${
            gradient
              ? html`<figure class=${back}>${cells(gradient, most)}<figcaption>${this.#most(most)}</figcaption></figure>
                ${this.#length(pixels?.length ?? 0, pixels?.factor, decades, back, '∂L/∂x')}`
              : nothing
          }
        </div>`;
      })}
    </div>`;
  }

  #values(layer: LayerTrace): Float32Array {
    const { shows } = this.choice;
    return perUnit(shows === 'f' ? layer.activations : layer.pre_activations, layer.units, 'mean');
  }

  #hidden(nets: readonly (Known | undefined)[], layer: number, decades: Decades): TemplateResult {
    const of = (net: Known | undefined): LayerTrace | undefined => net?.trace.layers[layer];
    const both = nets.flatMap((net) => of(net) ?? []);
    const most = reachOfAll(both.map((one) => this.#values(one)));
    const steepest = reachOfAll(
      nets.flatMap((net) => net?.trace.layers.slice(0, -1).map(({ slopes }) => slopes) ?? []),
    );
    const units = this.choice.hidden[layer] ?? 0;
    const forward = this.#reach({ kind: 'forward', layer });
    const back = this.#reach({ kind: 'back', layer });
    const more =
      most > 0
        ? this.t('step.scale', { units, most: sizeText(most, this.i18n) })
        : this.t('step.scale_zero', { units });
    return html`<div class="layer">
      ${this.#name(this.t('step.layer', { layer: layer + 1 }), more)}
      ${nets.map((net) => {
        const trace = of(net);
        const measure = net?.measures.layers[layer];
        if (!net || !trace || !measure) return html`<div class="net"></div>`;
        const deltas = perUnit(trace.deltas, trace.units, 'sum');
        const own = reachOfAll([deltas]);
        const slopes = perUnit(trace.slopes, trace.units, 'mean');
        const carried = this.choice.shows === 'f' ? measure.f : measure.z;
        return html`<div class="net" style="--color:${this.lineStyle(net.name).color}">
          <figure class=${forward}>${cells(this.#values(trace), most)}<figcaption>${this.#short(carried.mean)}</figcaption></figure>
          <figure class=${back}>${cells(slopes, steepest)}<figcaption>${this.#short(measure.slope?.mean)}</figcaption></figure>
          <figure class=${back}>${cells(deltas, own)}<figcaption>${this.#most(own)}</figcaption></figure>
          ${this.#length(measure.delta, measure.factor, decades, back, '', measure)}
        </div>`;
      })}
    </div>`;
  }

  #output(nets: readonly (Known | undefined)[], decades: Decades): TemplateResult {
    const layer = this.choice.hidden.length;
    const { images, labels } = this.looked;
    const single = images.length === 1;
    const [forward, back] = (['forward', 'back'] as const).map((kind) => this.#reach({ kind, layer }));
    return html`<div class="layer">
      ${this.#name(this.t('step.output'), this.t('step.probabilities'))}
      ${nets.map((net) => {
        const trace = net?.trace.layers.at(-1);
        const measure = net?.measures.layers.at(-1);
        if (!net || !trace || !measure) return html`<div class="net"></div>`;
        const deltas = perUnit(trace.deltas, trace.units, 'sum');
        const own = reachOfAll([deltas]);
        const { certainty } = answersOf(net.trace, labels);
        const loss = this.#reach({ kind: 'loss' });
        return html`<div class="net" style="--color:${this.lineStyle(net.name).color}">
          <figure class="wide ${forward}">
            ${probabilities(perUnit(trace.activations, trace.units, 'mean'), single ? labels[0] : undefined)}
            <figcaption>p ${shareText(certainty, this.i18n)}<span class=${loss}> · L ${sizeText(net.measures.loss, this.i18n)}</span></figcaption>
          </figure>
          <figure class=${back}>${cells(deltas, own)}<figcaption>${this.#most(own)}</figcaption></figure>
          ${this.#length(measure.delta, undefined, decades, back ?? '', '', measure)}
        </div>`;
      })}
    </div>`;
  }

  #short(value: number | undefined): string {
    return sizeText(Number((value ?? Number.NaN).toPrecision(2)), this.i18n);
  }

  #most(value: number): string {
    return value > 0 ? `±${this.#short(value)}` : '0';
  }

  /** How long the gradient is, on an axis that all layers of both networks share. */
  #length(
    length: number,
    factor: number | undefined,
    decades: Decades,
    back: string,
    of: string,
    measure?: { weightGradient: number; update: number },
  ): TemplateResult {
    const place = placeOf(length, decades);
    const [from, to] = decades;
    return html`<div class="length">
      <div class="track ${back}" style="--decade:${100 / (to - from)}%">${
        place === undefined ? nothing : html`<i style="width:${(100 * place).toFixed(1)}%"></i>`
      }</div>
      <div class="numbers ${back}"><span>${of} ${sizeText(length, this.i18n)}</span>${
        factor === undefined ? nothing : html`<b>↑ ${factorText(factor, this.i18n)}</b>`
      }</div>
      ${
        measure
          ? html`<div class="numbers soft ${this.#reach({ kind: 'update' })}">∂L/∂W ${this.#short(measure.weightGradient)} · ΔW ${shareText(measure.update, this.i18n)}</div>`
          : nothing
      }
    </div>`;
  }
}

define('al-step-layers', StepLayers);
