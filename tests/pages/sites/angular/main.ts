import "zone.js";
import "@angular/compiler";
import { Component, provideZoneChangeDetection, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";

@Component({
  selector: "bird-card",
  inputs: ["name", "count"],
  template: `<h2>{{ name }}</h2><meter min="0" max="10" [value]="count"></meter><ng-content />`,
  styles: `:host { display: block; border: 1px solid gray; padding: 8px; margin: 4px } h2 { margin: 0; font-size: 18px }`,
})
class BirdCard {
  name = "";
  count = 0;
}

@Component({
  selector: "app-root",
  imports: [BirdCard],
  template: `
    <h1>Counted within the hour</h1>
    <input #field placeholder="Species" (keyup.enter)="add(field.value); field.value = ''" />
    @for (bird of birds(); track bird.name) {
      <bird-card [name]="bird.name" [count]="bird.count"><button (click)="count(bird.name)">One more {{ bird.name }}</button></bird-card>
    } @empty { <p>None so far.</p> }
    @if (late) { <p class="late">This came from a timer.</p> }
  `,
})
class App {
  birds = signal([{ name: "Robin", count: 2 }, { name: "Wren", count: 5 }]);
  late = false;
  constructor() {
    setTimeout(() => (this.late = true), 50);
  }
  add(name: string) {
    this.birds.update((birds) => [{ name, count: 1 }, ...birds]);
  }
  count(name: string) {
    this.birds.update((birds) => birds.map((bird) => (bird.name === name ? { ...bird, count: bird.count + 1 } : bird)));
  }
}

bootstrapApplication(App, { providers: [provideZoneChangeDetection()] });
