// Writes models in every form that the library has, with the embeddings that Python's libraries must give for them.

using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tests.Export;
using MultimodalEmbeddings.Tokenization;

try
{
    var options = ExportOptions.Parse(args);
    Directory.CreateDirectory(options.Output);
    var commands = new List<string>();
    Console.WriteLine($"{"kind",-44} {"checks",6}  not written because");
    foreach (var kind in UntrainedKinds.All().Concat(options.ModelFolders.SelectMany(LoadedKinds.Of)))
    {
        Console.WriteLine(Write(kind, options.Output, commands));
    }

    CheckScript.Write(options.Output, commands);
    Console.WriteLine($"{commands.Count} checks in {Path.Combine(options.Output, "check.sh")}");
    return 0;
}
catch (UsageException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n\n{ExportOptions.Usage}");
    return 2;
}
catch (Exception exception) when (exception is IOException or NativeBackendException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

// A kind that is not supported says so itself.
static string Write(ExportKind kind, string output, List<string> commands)
{
    try
    {
        var added = KindFolder.Write(output, kind);
        commands.AddRange(added);
        return $"{kind.Name,-44} {added.Count,6}";
    }
    catch (Exception exception) when (exception is CheckpointException or TokenizerException or ArgumentException)
    {
        return $"{kind.Name,-44} {"-",6}  {exception.Message}";
    }
}
