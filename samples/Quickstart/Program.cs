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
    var options = QuickstartOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(QuickstartOptions.Usage);
        return 0;
    }

    if (options is not { Model: { } model, Data: { } data })
    {
        return SceneRun.Run(options, cancellation.Token);
    }

    RealRun.Run(options, model, data, cancellation.Token);
    return 0;
}
catch (UsageException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n\n{QuickstartOptions.Usage}");
    return 2;
}
catch (IOException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}
