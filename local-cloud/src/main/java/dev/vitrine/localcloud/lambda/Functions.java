package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The stored functions and the pool of each that was invoked. */
final class Functions {
    private final JsonTable<Function> table;
    private final LambdaConfig config;
    private final FunctionPool.Starter starter;
    private final Map<String, FunctionPool> pools = new ConcurrentHashMap<>();
    private final Map<String, Function> cache = new ConcurrentHashMap<>();

    Functions(StateFile state, LambdaConfig config, FunctionPool.Starter starter) {
        this.table = state.table("functions", Function.class);
        this.config = config;
        this.starter = starter;
        table.values().forEach(function -> cache.put(function.name(), function));
    }

    Optional<Function> find(String name) {
        return Optional.ofNullable(cache.get(name));
    }

    /** The function that a request names. */
    Function require(FunctionName name) {
        return find(name.name()).filter(_ -> name.isLatest()).orElseThrow(() -> LambdaErrors.notFound(name.arn()));
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
        FunctionPool pool = pools.get(changed.name());
        if (pool != null) {
            pool.update(changed);
        }
        return changed;
    }

    synchronized void remove(FunctionName name) {
        Function function = require(name);
        table.remove(function.name());
        cache.remove(function.name());
        FunctionPool pool = pools.remove(function.name());
        if (pool != null) {
            pool.close();
        }
    }

    Outcome invoke(FunctionName name, Invocation invocation) throws InterruptedException {
        FunctionPool pool = pools.get(name.name());
        return (pool == null ? open(name) : pool).invoke(invocation);
    }

    void reap() {
        pools.values().forEach(FunctionPool::reap);
    }

    void close() {
        pools.values().forEach(FunctionPool::close);
    }

    private synchronized FunctionPool open(FunctionName name) {
        Function function = require(name);
        return pools.computeIfAbsent(function.name(), _ -> new FunctionPool(function, config, starter));
    }
}
