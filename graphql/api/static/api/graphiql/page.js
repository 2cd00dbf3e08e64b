const root = document.getElementById("graphiql");
const fetcher = GraphiQL.createFetcher({
  url: "/graphql/",
  headers: { "X-CSRFToken": document.body.dataset.csrf },
});

// The editors of the library have no names and cannot be scrolled by keyboard: screen readers are told here.
const NAMES = [
  [".graphiql-query-editor", "query"],
  [".graphiql-editor-tool", "variables"],
  [".result-window", "answer"],
];
const name = () => {
  for (const [place, word] of NAMES) {
    for (const area of root.querySelectorAll(`${place} .CodeMirror textarea`)) {
      area.setAttribute("aria-label", document.body.dataset[word]);
    }
  }
  for (const part of root.querySelectorAll(".CodeMirror-scroll[tabindex='-1']")) part.tabIndex = 0;
};
new MutationObserver(name).observe(root, { childList: true, subtree: true });

ReactDOM.createRoot(root).render(
  React.createElement(
    GraphiQL,
    { fetcher, defaultEditorToolsVisibility: true },
    React.createElement(GraphiQL.Logo, null, "GraphiQL"),
  ),
);
