using ReproduceMcse;
using Terminal;

return ConsoleProgram.Run(ReproduceOptions.Usage, cancellation =>
{
    var options = ReproduceOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(ReproduceOptions.Usage);
        return 0;
    }

    var command = $"dotnet run -c Release --project samples/ReproduceMcse -- {string.Join(' ', args)}";
    return new Reproduction(options, cancellation).Run(command);
});
