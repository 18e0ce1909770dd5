import { element, need } from '../../shared/element';
import { mountChorus, voices } from '../components/chorus-canvas';
import { mountLayout } from '../components/layout';
import { mountMonthChart } from '../components/month-chart';
import { SPECIES, speciesById } from '../data/species';

mountLayout();

const species = need<HTMLSelectElement>('#months-species');
species.append(...SPECIES.map((known) => element('option', { value: known.id }, known.name)));
const chart = mountMonthChart(need('#month-chart'));
const showMonths = (): void => {
  const chosen = speciesById(species.value);
  chart.show(chosen.name, chosen.months);
};
species.addEventListener('change', showMonths);
showMonths();

const play = need('#play-chorus');
const showRunning = (running: boolean): void => {
  play.textContent = running ? 'Stop' : 'Let it run';
  play.setAttribute('aria-pressed', String(running));
};
const chorus = mountChorus(need<HTMLCanvasElement>('#chorus'), () => showRunning(false));
play.addEventListener('click', () => {
  if (chorus.running()) return chorus.stop();
  chorus.run();
  showRunning(true);
});

const showLegend = (): void => {
  need('#chorus-legend').replaceChildren(
    ...voices().map((voice) => {
      const swatch = element('span', { class: 'legend__swatch' });
      swatch.style.background = voice.colour;
      return element('li', {}, swatch, voice.name);
    }),
  );
};
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showLegend);
showLegend();
