import { useDeferredValue, useState } from "react";
import { createPortal } from "react-dom";
import { createRoot } from "react-dom/client";

const BIRDS = ["Blackcap", "Chaffinch", "Dunnock", "Goldcrest", "Jay", "Nuthatch", "Robin", "Siskin", "Treecreeper", "Wren"];

function Row({ name, onRemove }) {
  const [count, setCount] = useState(0);
  return (
    <li>
      <button className={count > 0 ? "seen" : ""} aria-pressed={count > 0} onClick={() => setCount(count + 1)}>{name}: {count}</button>
      <button aria-label={`Remove ${name}`} onClick={onRemove}>×</button>
    </li>
  );
}

function App() {
  const [query, setQuery] = useState("");
  const [birds, setBirds] = useState(BIRDS);
  const [descending, setDescending] = useState(false);
  const [open, setOpen] = useState(false);
  const deferred = useDeferredValue(query.toLowerCase());
  const shown = birds.filter((name) => name.toLowerCase().includes(deferred));
  if (descending) shown.reverse();
  return (
    <>
      <h1>Birds seen</h1>
      <input id="query" value={query} onChange={(event) => setQuery(event.target.value)} placeholder="Find" />
      <label><input id="descending" type="checkbox" checked={descending} onChange={() => setDescending(!descending)} /> From Z to A</label>
      <button id="about" onClick={() => setOpen(!open)}>About</button>
      <ul style={{ columns: 2, color: descending ? "navy" : undefined }}>
        {shown.map((name) => <Row key={name} name={name} onRemove={() => setBirds(birds.filter((bird) => bird !== name))} />)}
      </ul>
      {open && createPortal(<aside role="note">Kept in <b>one</b> place, shown in another.</aside>, document.body)}
    </>
  );
}

createRoot(document.querySelector("#app")).render(<App />);
