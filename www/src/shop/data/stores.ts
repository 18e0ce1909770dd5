/** A shop of ours one can walk into, on the drawn map of the locator. */
export interface Store {
  id: string;
  name: string;
  street: string;
  hours: string;
  /** What to look for from its door. */
  bird: string;
  /** Place on the map, which is 400 × 300. */
  x: number;
  y: number;
}

export const STORES: readonly Store[] = [
  {
    id: 'harbour',
    name: 'Harbour Street',
    street: '14 Harbour Street, Tidewick',
    hours: '7:00 – 17:00, closed Mondays',
    bird: 'Turnstones on the slipway at low tide',
    x: 92,
    y: 208,
  },
  {
    id: 'mill',
    name: 'The Old Mill',
    street: '2 Mill Lane, Upper Reedham',
    hours: '6:30 – 16:00, every day',
    bird: 'A dipper under the wheel, most mornings',
    x: 205,
    y: 118,
  },
  {
    id: 'station',
    name: 'Station Kiosk',
    street: 'Platform 1, Oakhollow',
    hours: '6:00 – 10:00, weekdays',
    bird: 'Wagtails between the rails',
    x: 318,
    y: 78,
  },
  {
    id: 'orchard',
    name: 'Orchard Barn',
    street: 'Hill Farm, Nether Appleby',
    hours: '9:00 – 18:00, Friday to Sunday',
    bird: 'Fieldfares in the windfalls, November to March',
    x: 292,
    y: 222,
  },
];
