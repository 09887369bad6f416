"""The Elasticsearch engine, for production; server 8.19, spoken to with elasticsearch-dsl."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
