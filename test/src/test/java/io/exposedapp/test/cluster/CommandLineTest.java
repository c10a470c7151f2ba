package io.exposedapp.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposedapp.test.cluster.CommandLine.Help;
import io.exposedapp.test.cluster.CommandLine.Up;
import io.exposedapp.test.cluster.CommandLine.Wrong;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The command line of the test cluster")
class CommandLineTest {

    static Stream<Arguments> commandLines() {
        return Stream.of(Arguments.of("up", new Up(2, 0)), Arguments.of("up --simulated-nodes 0", new Up(0, 0)),
                Arguments.of("up --simulated-nodes 200", new Up(200, 0)), Arguments.of("up --help", new Help()),
                Arguments.of("-h", new Help()),
                Arguments.of("down", new Wrong("unknown command \"down\"")),
                Arguments.of("up --nodes 3", new Up(2, 3)), Arguments.of("up --nodes 2 --simulated-nodes 0", new Up(0, 2)),
                Arguments.of("up --nodes 4", new Wrong("--nodes wants a number from 0 to 3, not \"4\"")),
                Arguments.of("up --knots 3", new Wrong("unknown option \"--knots\"")),
                Arguments.of("up --simulated-nodes", new Wrong("--simulated-nodes wants a number from 0 to 200")),
                Arguments.of("up --simulated-nodes 201", new Wrong("--simulated-nodes wants a number from 0 to 200, not \"201\"")),
                Arguments.of("up --simulated-nodes many", new Wrong("--simulated-nodes wants a number from 0 to 200, not \"many\"")),
                Arguments.of("up --simulated-nodes 3 4", new Wrong("unknown option \"4\"")));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("commandLines")
    void parsed(String line, CommandLine expected) {
        assertThat(CommandLine.parse(List.of(line.split(" ", -1)))).isEqualTo(expected);
    }
}
