import { element, need, svg } from '../../shared/element';
import { birdPicture } from '../../shared/bird';
import { mountLayout } from '../components/layout';
import { virtualList } from '../components/virtual-list';
import { type Sighting, sightings } from '../data/sightings';
import { SPECIES, speciesById } from '../data/species';

const LINES = 5000;
const all = sightings(LINES);
const species = need<HTMLSelectElement>('#species');
const search = need<HTMLInputElement>('#sightings-search');
const newestFirst = need<HTMLInputElement>('#newest-first');
const detail = need('#sightings-detail');

mountLayout();
species.append(...SPECIES.map((known) => element('option', { value: known.id }, known.name)));

const list = virtualList<Sighting>('Sightings', {
  heightPx: 56,
  make: () =>
    element(
      'div',
      { class: 'sighting', role: 'listitem', 'data-test': 'sighting' },
      element('span', { class: 'sighting__bird' }),
      element('strong', {}),
      element('span', { class: 'sighting__where' }),
      element('span', { class: 'sighting__note' }),
      element('span', { class: 'sighting__when' }),
    ),
  fill(row, sighting) {
    const [bird, name, where, note, when] = row.children;
    if (!bird || !name || !where || !note || !when) return;
    if (row.dataset['species'] !== sighting.species.id) {
      row.dataset['species'] = sighting.species.id;
      bird.replaceChildren(svg(birdPicture(sighting.species.plumage, '')));
    }
    name.textContent = `${sighting.count} × ${sighting.species.name}`;
    where.textContent = `${sighting.place}, ${sighting.by}`;
    note.textContent = sighting.note;
    when.textContent = `${sighting.day} ${sighting.time}`;
  },
  choose: (sighting) => {
    detail.textContent = `Line ${sighting.number}: at ${sighting.time} on ${sighting.day}, ${sighting.by} saw ${sighting.count} × ${sighting.species.name} (${speciesById(sighting.species.id).latin}), ${sighting.place}${sighting.note ? `, ${sighting.note}` : ''}.`;
  },
});
need('#sightings-list').append(list.root);

for (const control of [species, newestFirst]) control.addEventListener('change', show);
search.addEventListener('input', show);
need('#sightings-filters').addEventListener('submit', (event) => event.preventDefault());
show();

function show(): void {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((sighting) => {
    if (species.value && sighting.species.id !== species.value) return false;
    const text =
      `${sighting.place} ${sighting.by} ${sighting.note} ${sighting.species.name} ${sighting.day}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (newestFirst.checked) found.reverse();
  need('#sightings-count').textContent =
    found.length === LINES
      ? '5,000 lines'
      : found.length === 1
        ? '1 line'
        : `${found.length.toLocaleString('en-US')} lines`;
  list.show(found);
}
