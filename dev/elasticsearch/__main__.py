"""`make elasticsearch`: a node in the foreground, with its data kept in `.cache`, until Ctrl-C."""

import signal
from types import FrameType

from dev.elasticsearch.server import ElasticsearchError, start
from dev.paths import CACHE
from dev.ports import chosen_port
from dev.terminal import fail, say

DEFAULT_PORT = 9200


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """Start the node, print how to use it and wait."""
    signal.signal(signal.SIGTERM, _stop)
    port = chosen_port(DEFAULT_PORT, "elasticsearch")
    try:
        node = start(CACHE / "elasticsearch-data", port=port)
    except ElasticsearchError as failure:
        fail(str(failure))
    say(f"Elasticsearch draait op {node.url}  (stoppen: Ctrl-C)")
    say(f"Het portaal ermee starten: SEARCH_ENGINE=elasticsearch ELASTICSEARCH_URL={node.url} make start")
    try:
        node.process.wait()
    except KeyboardInterrupt:
        node.stop()
        say("Gestopt.")
        return
    fail("Elasticsearch hield er vanzelf mee op; kijk in .cache/elasticsearch-data/node.log.")


if __name__ == "__main__":
    main()
