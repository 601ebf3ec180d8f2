/** GraphiQL's page. Everything it loads comes from this server; the script of its own is apart, so that no inline script is needed. */
export const GRAPHIQL_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>GraphiQL - Weft</title>
    <link rel="stylesheet" href="/graphiql/graphiql.min.css" />
    <link rel="stylesheet" href="/graphiql/page.css" />
  </head>
  <body>
    <div id="graphiql">Loading GraphiQL ...</div>
    <script src="/graphiql/react.production.min.js"></script>
    <script src="/graphiql/react-dom.production.min.js"></script>
    <script src="/graphiql/graphiql.min.js"></script>
    <script src="/graphiql/page.js"></script>
  </body>
</html>
`;

export const GRAPHIQL_STYLE = `html, body, #graphiql { height: 100%; margin: 0; }
`;

/** The token comes from the header editor, which GraphiQL keeps for the session if the user wants. */
export const GRAPHIQL_SCRIPT = `const fetcher = GraphiQL.createFetcher({ url: '/graphql' });
const initial = '# Each operation but health needs a token: put it into the headers below.\\n{\\n  health {\\n    status\\n    version\\n  }\\n}\\n';
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: initial,
    defaultHeaders: JSON.stringify({ Authorization: 'Bearer ' }, null, 2),
    shouldPersistHeaders: false,
  }),
);
`;
