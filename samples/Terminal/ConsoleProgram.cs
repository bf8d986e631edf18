using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tokenization;

namespace Terminal;

/// <summary>Runs a program so that Ctrl-C ends it in order, and an error is a line and an exit code.</summary>
internal static class ConsoleProgram
{
    /// <param name="usage">Shown where the command line cannot be understood.</param>
    /// <param name="run">The program; it gives its exit code.</param>
    public static int Run(string usage, Func<CancellationToken, int> run)
    {
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            cancellation.Cancel();
        };

        try
        {
            return run(cancellation.Token);
        }
        catch (UsageException exception)
        {
            return Fail(2, $"{exception.Message}\n\n{usage}");
        }
        catch (OperationCanceledException)
        {
            return Fail(130, "Cancelled.");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or FormatException
            or UnauthorizedAccessException or CheckpointException or TokenizerException or NativeBackendException)
        {
            return Fail(1, exception.Message);
        }
    }

    private static int Fail(int exitCode, string message)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
