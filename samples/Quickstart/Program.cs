using Quickstart;
using Quickstart.RealRuns;
using Terminal;

return ConsoleProgram.Run(QuickstartOptions.Usage, cancellation =>
{
    var options = QuickstartOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(QuickstartOptions.Usage);
        return 0;
    }

    return options is { Model: { } model, Data: { } data }
        ? RealRun.Run(options, model, data, cancellation)
        : SceneRun.Run(options, cancellation);
});
