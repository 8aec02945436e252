import io.twinsim.fidelity.*;
import io.twinsim.inference.*;
import io.twinsim.learn.*;
import io.twinsim.model.*;
import io.twinsim.random.Family;
import io.twinsim.sim.*;
import io.twinsim.timeline.*;
import io.twinsim.worlds.*;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
void show(Object shown) throws ReflectiveOperationException {
    boolean tabled = java.util.Arrays.stream(shown.getClass().getMethods())
            .anyMatch(method -> method.getName().equals("table") && method.getParameterCount() == 0);
    System.out.println(tabled ? shown.getClass().getMethod("table").invoke(shown) : shown);
}
System.out.println("twinsim: var hcp = Worlds.hcp() starts; show(hcp.generate(1000, 42)) prints a table; /exit leaves");
