package dev.ringdown.log.simulation;

import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.UnknownWriteException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A store of which some writes keep nothing and fail, for sure or maybe. Immutable. */
final class FlakyStore {
    private final ReplicaStore store;
    private final BooleanSupplier fails;
    private final BooleanSupplier unsure;

    private FlakyStore(ReplicaStore store, BooleanSupplier fails, BooleanSupplier unsure) {
        this.store = store;
        this.fails = fails;
        this.unsure = unsure;
    }

    /**
     * The same store with such writes.
     *
     * @param fails whether the next write does
     * @param unsure whether it then is not known that it has
     */
    static ReplicaStore over(ReplicaStore store, BooleanSupplier fails, BooleanSupplier unsure) {
        FlakyStore flaky = new FlakyStore(store, fails, unsure);
        return (ReplicaStore) Proxy.newProxyInstance(
                ReplicaStore.class.getClassLoader(),
                new Class<?>[] {ReplicaStore.class},
                (proxy, method, arguments) -> flaky.call(method, arguments));
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("write") && fails.getAsBoolean()) {
            throw unsure.getAsBoolean()
                    ? new UnknownWriteException("the disk is away", new IOException("the disk is away"))
                    : new IOException("no space left");
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
