package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The stored functions with their versions and aliases, and the pool of each version that was invoked. */
final class Functions {
    private final JsonTable<Function> table;
    private final Versions versions;
    private final Aliases aliases;
    private final LambdaConfig config;
    private final FunctionPool.Starter starter;
    private final FunctionMetrics metrics;
    private final Map<String, FunctionPool> pools = new ConcurrentHashMap<>();
    private final Map<String, Concurrency> concurrency = new ConcurrentHashMap<>();
    private final Map<String, Function> cache = new ConcurrentHashMap<>();

    Functions(StateFile state, LambdaConfig config, FunctionPool.Starter starter, FunctionMetrics metrics) {
        this.table = state.table("functions", Function.class);
        this.versions = new Versions(state);
        this.aliases = new Aliases(state, versions);
        this.config = config;
        this.starter = starter;
        this.metrics = metrics;
        table.values().forEach(function -> cache.put(function.name(), function));
    }

    Versions versions() {
        return versions;
    }

    Aliases aliases() {
        return aliases;
    }

    Optional<Function> find(String name) {
        return Optional.ofNullable(cache.get(name));
    }

    /** The function that a request names, which can be changed: not a version of it. */
    Function require(FunctionName name) {
        return find(name.name()).filter(_ -> name.isLatest()).orElseThrow(() -> LambdaErrors.notFound(name.arn()));
    }

    /** The version that a request means; of an alias with weights, one by chance. */
    Function resolve(FunctionName name) {
        Function latest = find(name.name()).orElseThrow(() -> LambdaErrors.notFound(name.arn()));
        if (name.isLatest()) {
            return latest;
        }
        String qualifier = name.qualifier().orElseThrow();
        String version = aliases.find(latest.name(), qualifier)
                .map(alias -> alias.pick(ThreadLocalRandom.current()))
                .orElse(qualifier);
        return version.equals(FunctionName.LATEST)
                ? latest
                : versions.find(latest.name(), version).orElseThrow(() -> LambdaErrors.notFound(name.arn()));
    }

    /** Up to {@code limit} functions whose names come after the marker. */
    List<Function> list(@Nullable String marker, int limit) {
        return table.after(marker, limit);
    }

    synchronized void add(Function function) {
        if (cache.containsKey(function.name())) {
            throw LambdaErrors.exists(function.name());
        }
        table.put(function.name(), function);
        cache.put(function.name(), function);
    }

    synchronized Function change(FunctionName name, UnaryOperator<Function> change) {
        Function changed = change.apply(require(name));
        table.put(changed.name(), changed);
        cache.put(changed.name(), changed);
        concurrency(changed).reserve(changed.reservedConcurrency());
        FunctionPool pool = pools.get(changed.arn());
        if (pool != null) {
            pool.update(changed);
        }
        return changed;
    }

    /** Removes a version, or the function with all its versions and aliases. */
    synchronized void remove(FunctionName name) {
        if (name.qualifier().isPresent()) {
            removeVersion(name);
            return;
        }
        Function function = require(name);
        table.remove(function.name());
        cache.remove(function.name());
        concurrency.remove(function.name());
        versions.of(function.name()).forEach(this::closePool);
        versions.removeAll(function.name());
        aliases.deleteAll(function.name());
        closePool(function);
    }

    private void removeVersion(FunctionName name) {
        String version = name.qualifier().orElseThrow();
        if (version.equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        Function published = versions.find(name.name(), version).orElseThrow(() -> LambdaErrors.notFound(name.arn()));
        aliases.of(name.name()).stream()
                .filter(alias -> alias.names(version))
                .findFirst()
                .ifPresent(alias -> {
                    throw new AwsException(
                            409,
                            "ResourceConflictException",
                            "Unable to delete version because the following aliases reference it: [" + alias.name()
                                    + "]");
                });
        versions.remove(name.name(), version);
        closePool(published);
    }

    private void closePool(Function version) {
        FunctionPool pool = pools.remove(version.arn());
        if (pool != null) {
            pool.close();
        }
    }

    /**
     * @param asked the name in the request
     * @param version as {@link #resolve} gave it
     */
    Outcome invoke(FunctionName asked, Function version, Invocation invocation) throws InterruptedException {
        FunctionPool pool = pools.get(version.arn());
        try {
            Outcome outcome = (pool == null ? open(version) : pool).invoke(invocation);
            metrics.ended(asked, invocation, outcome);
            return outcome;
        } catch (AwsException e) {
            if (e.status() == 429) {
                metrics.throttled(asked);
            }
            throw e;
        }
    }

    /** Keeps so many processes of a version started, whether there are requests or not. */
    void keepStarted(Function version, int processes) {
        open(version).keepStarted(processes);
    }

    /** How many processes of a version are ready for a request or work on one. */
    int started(Function version) {
        FunctionPool pool = pools.get(version.arn());
        return pool == null ? 0 : pool.started();
    }

    void reap() {
        pools.values().forEach(FunctionPool::reap);
    }

    void close() {
        pools.values().forEach(FunctionPool::close);
    }

    private synchronized FunctionPool open(Function version) {
        boolean there = version.isLatest()
                ? cache.containsKey(version.name())
                : versions.find(version.name(), version.version()).isPresent();
        if (!there) {
            throw LambdaErrors.notFound(version.arn());
        }
        Function current = version.isLatest() ? require(FunctionName.parse(version.name())) : version;
        return pools.computeIfAbsent(
                current.arn(), _ -> new FunctionPool(current, config, concurrency(current), starter));
    }

    private Concurrency concurrency(Function function) {
        return concurrency.computeIfAbsent(
                function.name(),
                name -> new Concurrency(
                        find(name).map(Function::reservedConcurrency).orElse(null),
                        requests -> metrics.underWay(name, requests)));
    }
}
