package nl.kenniskring.zoekserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.transport.TransportAddress;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Starts one node on the loopback address and stays until it is told to stop.
 *
 * <p>Arguments, each as {@code --name=value}: {@code home} (its own folder, with {@code modules} in it),
 * {@code port} (0 picks a free one), {@code address-file} (gets the URL once the node listens) and {@code owner} (a
 * process id: when that process ends, however it ends, the node ends too).
 */
public final class SearchServer {

  private static final String NAME = "kenniskring";
  private static final String LOOPBACK = "127.0.0.1";

  private final Map<String, String> arguments;

  private SearchServer(Map<String, String> arguments) {
    this.arguments = arguments;
  }

  /** Runs the node in the foreground. */
  public static void main(String[] words) throws Exception {
    Map<String, String> arguments = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (!word.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("expected --name=value, got " + word);
      }
      arguments.put(word.substring(2, equals), word.substring(equals + 1));
    }
    new SearchServer(arguments).run();
  }

  private void run() throws Exception {
    // Logging reads the node's name, so it has to be known before anything else of Elasticsearch is touched.
    LogConfigurator.setNodeName(NAME);
    Settings settings = settings();
    LogConfigurator.configureWithoutConfig(settings);
    LogConfigurator.configureESLogging();

    Node node = node(settings);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close-node"));
    endWithOwner(stopped);
    node.start();
    announce(node);
    stopped.await();
    System.exit(0);
  }

  private Settings settings() {
    return Settings.builder()
        .put("path.home", home())
        .put("cluster.name", NAME)
        .put("node.name", NAME)
        .put("network.host", LOOPBACK)
        .put("http.port", arguments.getOrDefault("port", "0"))
        .put("transport.port", "0")
        .put("http.type", "netty4")
        .put("transport.type", "netty4")
        .put("discovery.type", "single-node")
        .put("logger.level", "WARN")
        // A full disk on a developer's machine must not turn test indices read-only.
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
  }

  private Path home() {
    return Path.of(arguments.get("home")).toAbsolutePath();
  }

  private Node node(Settings settings) throws IOException {
    Path configuration = Files.createDirectories(home().resolve("config"));
    Environment environment = new Environment(settings, configuration);
    var modules = PluginsLoader.loadModulesBundles(environment.modulesDir());
    return new Node(environment, PluginsLoader.createPluginsLoader(modules, Set.of(), Map.of(), false));
  }

  private void endWithOwner(CountDownLatch stopped) {
    String owner = arguments.get("owner");
    if (owner != null) {
      ProcessHandle.of(Long.parseLong(owner))
          .ifPresentOrElse(process -> process.onExit().thenRun(stopped::countDown), stopped::countDown);
    }
  }

  private void announce(Node node) throws IOException {
    TransportAddress address =
        node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    String url = "http://" + LOOPBACK + ":" + address.getPort();
    Path target = Path.of(arguments.get("address-file")).toAbsolutePath();
    // Written aside and moved, so that a reader sees the whole address or no file.
    Path aside = target.resolveSibling(target.getFileName() + ".new");
    Files.writeString(aside, url);
    Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void close(Node node) {
    try {
      node.close();
    } catch (IOException failure) {
      System.err.println("closing the node failed: " + failure);
    }
  }
}
