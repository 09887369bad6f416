package nl.kenniskring.zoekserver.analysis;

import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * Stands in for the distribution's module {@code analysis-common}, which is not published.
 *
 * <p>The filters are Lucene's own; only their names and settings are Elasticsearch's, so that index settings that work
 * here work on a stock server. Where the two differ, the stock server is right.
 */
public final class CommonAnalysis extends Plugin implements AnalysisPlugin {

  /** For the module loader. */
  public CommonAnalysis() {}

  @Override
  public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
    return Map.of(
        "whitespace", (index, environment, name, settings) -> TokenizerFactory.newFactory(name, WhitespaceTokenizer::new),
        "keyword", (index, environment, name, settings) -> TokenizerFactory.newFactory(name, KeywordTokenizer::new));
  }

  @Override
  public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    Map<String, AnalysisProvider<TokenFilterFactory>> filters = new TreeMap<>();
    for (FilterRecipe recipe : FilterRecipe.ALL) {
      AnalysisProvider<TokenFilterFactory> provider =
          (index, environment, name, settings) -> factory(recipe, name, settings);
      // A filter that needs settings must not be built once more without them, as a preconfigured one.
      filters.put(recipe.name(), recipe.needsSettings() ? AnalysisPlugin.requiresAnalysisSettings(provider) : provider);
    }
    return filters;
  }

  private static TokenFilterFactory factory(FilterRecipe recipe, String name, Settings settings) {
    var lucene = recipe.build(settings);
    return new AbstractTokenFilterFactory(name, settings) {
      @Override
      public TokenStream create(TokenStream input) {
        return lucene.create(input);
      }
    };
  }
}
