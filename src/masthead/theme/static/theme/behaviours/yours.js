// Pages are the same for everybody. To a browser that has acted here, one small request brings what is its reader's own:
// votes given, comments that can still be changed, comments that are held.

const ACTED = "masthead-acted";
const MOST = 300;

const attempt = (act) => {
  try {
    return act();
  } catch {
    return null; // without storage, nothing is asked
  }
};

const ask = () => {
  const discussion = document.querySelector("#discussion[data-yours]");
  if (!discussion || !attempt(() => localStorage.getItem(ACTED))) return;
  const numbers = [...discussion.querySelectorAll("article.comment")].map((comment) =>
    comment.id.replace("comment-", ""),
  );
  htmx.ajax("GET", `${discussion.dataset.yours}?of=${numbers.slice(0, MOST).join(",")}`, {
    source: discussion,
    swap: "none",
  });
};

document.addEventListener("submit", () => attempt(() => localStorage.setItem(ACTED, "1")));
document.addEventListener("htmx:afterSettle", (event) => {
  const { requestConfig, target } = event.detail;
  const isOtherPage = requestConfig?.verb === "get" && !requestConfig.path.includes("/yours/");
  if (isOtherPage && target?.id === "discussion") ask();
});
document.addEventListener("DOMContentLoaded", ask);
