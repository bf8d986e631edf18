using ExtractFeatures;
using Terminal;

return ConsoleProgram.Run(ExtractOptions.Usage, cancellation =>
{
    var options = ExtractOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(ExtractOptions.Usage);
        return 0;
    }

    new Extraction(options, cancellation).Run();
    return 0;
});
