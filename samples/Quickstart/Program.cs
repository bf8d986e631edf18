using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tokenization;
using Quickstart;
using Quickstart.RealData;

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancellation.Cancel();
};

try
{
    return Run(QuickstartOptions.Parse(args));
}
catch (UsageException exception)
{
    return Fail(2, $"{exception.Message}\n\n{QuickstartOptions.Usage}");
}
catch (OperationCanceledException)
{
    return Fail(130, "Cancelled.");
}
catch (IOException exception)
{
    return Fail(1, exception.Message);
}
catch (InvalidDataException exception)
{
    return Fail(1, exception.Message);
}
catch (FormatException exception)
{
    return Fail(1, exception.Message);
}
catch (CheckpointException exception)
{
    return Fail(1, exception.Message);
}
catch (TokenizerException exception)
{
    return Fail(1, exception.Message);
}
catch (NativeBackendException exception)
{
    return Fail(1, exception.Message);
}

int Run(QuickstartOptions options)
{
    if (options.Help)
    {
        Console.WriteLine(QuickstartOptions.Usage);
        return 0;
    }

    return options is { Model: { } model, Data: { } data }
        ? RealRun.Run(options, model, data, cancellation.Token)
        : SceneRun.Run(options, cancellation.Token);
}

static int Fail(int exitCode, string message)
{
    Console.Error.WriteLine(message);
    return exitCode;
}
