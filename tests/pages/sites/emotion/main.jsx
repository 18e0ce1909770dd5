import { css, Global } from "@emotion/react";
import styled from "@emotion/styled";
import { jsx } from "@emotion/react";
import { useState } from "react";
import { createRoot } from "react-dom/client";

const Bar = styled.div`
  height: 18px;
  margin: 6px 0;
  background: linear-gradient(to right, seagreen ${({ share }) => share}%, gainsboro 0);
  border-radius: 4px;
`;
const pressed = css({ boxShadow: "inset 0 0 4px black", transform: "translateY(1px)" });

function App() {
  const [shares, setShares] = useState([20, 55]);
  const [quiet, setQuiet] = useState(false);
  return jsx("main", null,
    jsx(Global, { styles: css`h1 { font-variant: small-caps; letter-spacing: ${quiet ? "0" : "0.1em"} }` }),
    jsx("h1", null, "Shares"),
    jsx("button", { id: "quiet", css: quiet ? pressed : null, onClick: () => setQuiet(!quiet) }, "Quiet"),
    jsx("button", { id: "more", onClick: () => setShares([...shares, (shares.at(-1) * 7) % 100]) }, "More"),
    shares.map((share, index) => jsx(Bar, { key: index, share }, jsx("span", { css: css`color: ${share > 50 ? "white" : "black"}; padding-left: 6px` }, `${share} %`))),
  );
}

createRoot(document.querySelector("#app")).render(<App />);
