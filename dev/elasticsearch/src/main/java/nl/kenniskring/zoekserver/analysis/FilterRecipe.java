package nl.kenniskring.zoekserver.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.util.ResourceLoaderAware;
import org.elasticsearch.common.settings.Settings;

/**
 * How one token filter of Elasticsearch is made from one of Lucene.
 *
 * @param name the type in the index settings
 * @param lucene the name under which Lucene offers it
 * @param renamed settings that Lucene calls differently; a setting that is not listed here is not passed on
 * @param list the setting that holds a list, or null
 * @param listArgument the Lucene argument that reads that list from a file
 * @param line how an entry of the list looks as a line of that file
 */
record FilterRecipe(
    String name,
    String lucene,
    Map<String, String> renamed,
    String list,
    String listArgument,
    UnaryOperator<String> line) {

  private static final Map<String, String> GRAM_SIZES =
      Map.of("min_gram", "minGramSize", "max_gram", "maxGramSize", "preserve_original", "preserveOriginal");
  private static final Map<String, String> SYNONYM = Map.of("expand", "expand", "lenient", "lenient");
  private static final Map<String, String> COMPOUND =
      Map.of(
          "min_word_size", "minWordSize",
          "min_subword_size", "minSubwordSize",
          "max_subword_size", "maxSubwordSize",
          "only_longest_match", "onlyLongestMatch");
  private static final Map<String, String> STEMMERS = Map.of("dutch", "Dutch", "dutch_kp", "Kp");

  static final List<FilterRecipe> ALL =
      List.of(
          plain("lowercase", "lowercase", Map.of()),
          plain("asciifolding", "asciiFolding", Map.of("preserve_original", "preserveOriginal")),
          plain("trim", "trim", Map.of()),
          plain("reverse", "reverseString", Map.of()),
          plain("flatten_graph", "flattenGraph", Map.of()),
          plain("remove_duplicates", "removeDuplicates", Map.of()),
          plain("length", "length", Map.of("min", "min", "max", "max")),
          plain("edge_ngram", "edgeNGram", GRAM_SIZES),
          plain("ngram", "nGram", GRAM_SIZES),
          plain("stemmer", "snowballPorter", Map.of("language", "language")),
          listed("stemmer_override", "stemmerOverride", Map.of(), "rules", "dictionary", FilterRecipe::tabbed),
          listed("keyword_marker", "keywordMarker", Map.of(), "keywords", "protected", UnaryOperator.identity()),
          listed("synonym", "synonym", SYNONYM, "synonyms", "synonyms", UnaryOperator.identity()),
          listed("synonym_graph", "synonymGraph", SYNONYM, "synonyms", "synonyms", UnaryOperator.identity()),
          listed(
              "dictionary_decompounder",
              "dictionaryCompoundWord",
              COMPOUND,
              "word_list",
              "dictionary",
              UnaryOperator.identity()));

  private static FilterRecipe plain(String name, String lucene, Map<String, String> renamed) {
    return new FilterRecipe(name, lucene, renamed, null, null, UnaryOperator.identity());
  }

  private static FilterRecipe listed(
      String name,
      String lucene,
      Map<String, String> renamed,
      String list,
      String argument,
      UnaryOperator<String> line) {
    return new FilterRecipe(name, lucene, renamed, list, argument, line);
  }

  private static String tabbed(String rule) {
    return rule.replaceFirst("\\s*=>\\s*", "\t");
  }

  boolean needsSettings() {
    return list != null || name.equals("length") || name.endsWith("ngram");
  }

  TokenFilterFactory build(Settings settings) {
    Map<String, String> arguments = new HashMap<>();
    renamed.forEach(
        (ours, theirs) -> {
          if (settings.hasValue(ours)) {
            arguments.put(theirs, settings.get(ours));
          }
        });
    if (name.equals("stemmer")) {
      arguments.put("language", stemmer(settings.get("language", "dutch")));
    }
    String content = "";
    if (list != null) {
      content = String.join("\n", settings.getAsList(list).stream().map(line).toList());
      arguments.put(listArgument, TextResource.NAME);
    }
    TokenFilterFactory factory = TokenFilterFactory.forName(lucene, arguments);
    if (factory instanceof ResourceLoaderAware aware) {
      try {
        aware.inform(new TextResource(content));
      } catch (IOException failure) {
        throw new UncheckedIOException("token filter " + name, failure);
      }
    }
    return factory;
  }

  private static String stemmer(String language) {
    if (!STEMMERS.containsKey(language)) {
      throw new IllegalArgumentException("this server stems " + STEMMERS.keySet() + ", not " + language);
    }
    return STEMMERS.get(language);
  }
}
