import { useState } from "react";
import { createRoot } from "react-dom/client";
import styled, { createGlobalStyle, keyframes, StyleSheetManager, ThemeProvider } from "styled-components";

const appear = keyframes`from { opacity: 0 } to { opacity: 1 }`;
const Page = createGlobalStyle`body { background: ${({ theme }) => theme.paper}; color: ${({ theme }) => theme.ink} }`;
const Card = styled.article`
  padding: ${({ $wide }) => ($wide ? 24 : 8)}px;
  border: 2px solid ${({ theme }) => theme.ink};
  animation: ${appear} 50ms;
  &:hover { border-style: dashed }
  & > h2 { margin: 0; font-size: 1.1rem }
  @media (max-width: 400px) { padding: 0 }
`;
const THEMES = { day: { paper: "#fffdf5", ink: "#223" }, night: { paper: "#223", ink: "#fffdf5" } };

function App() {
  const [theme, setTheme] = useState("day");
  const [cards, setCards] = useState([{ wide: false }]);
  return (
    <ThemeProvider theme={THEMES[theme]}>
      <Page />
      <button id="theme" onClick={() => setTheme(theme === "day" ? "night" : "day")}>Theme</button>
      <button id="add" onClick={() => setCards([...cards, { wide: cards.length % 2 === 1 }])}>Card</button>
      {cards.map((card, index) => <Card key={index} $wide={card.wide}><h2>Card {index + 1}</h2><p>Its rules are put in as it comes.</p></Card>)}
    </ThemeProvider>
  );
}

createRoot(document.querySelector("#app")).render(<StyleSheetManager enableVendorPrefixes><App /></StyleSheetManager>);
