import io.twinsim.inference.*;
import io.twinsim.model.*;
import io.twinsim.sim.*;
import io.twinsim.worlds.Worlds;
import java.nio.file.Path;
void show(Object text) { System.out.println(text); }
System.out.println("twinsim: var hcp = Worlds.hcp() starts; show(hcp.generate(1000, 42).describe()) prints a table; /exit leaves");
