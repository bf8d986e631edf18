using MultimodalEmbeddings.Fuzz;
using MultimodalEmbeddings.Fuzz.Kinds;
using MultimodalEmbeddings.Fuzz.Running;

if (args is [WorkerTask.Command, ..])
{
    return Worker.Run(WorkerTask.Parse(args));
}

try
{
    var options = FuzzOptions.Parse(args);
    if (options.Help || options.List)
    {
        Console.WriteLine(options.Help ? FuzzOptions.Usage : string.Join('\n', KindTable.All.Select(kind => kind.Name)));
        return 0;
    }

    return options.Only is { } index ? Reproduction.Run(options, index) : new FuzzRun(options).Run();
}
catch (WorkerException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 3;
}
catch (UsageException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n\n{FuzzOptions.Usage}");
    return 2;
}
