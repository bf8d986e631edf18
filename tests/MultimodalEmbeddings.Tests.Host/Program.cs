// A small application whose first call into libtorch goes through the library: tests start it as a process of its own.
// Usage: (create | threads | save DIRECTORY | load DIRECTORY | train) [wait]. Prints the embedding of one sentence; exits with 3 where there is no backend.

using System.Globalization;
using MultimodalEmbeddings;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tests.Host;

if (args[^1] == "wait")
{
    Console.WriteLine("ready");
    Console.ReadLine();
}

try
{
    using var encoder = args[0] switch
    {
        "create" => TinyEncoder.Create(),
        "threads" => TinyEncoder.CreateOnThreads(),
        "save" => TinyEncoder.Save(args[1]),
        "load" => SentenceEncoder.Load(args[1]),
        "train" => TinyEncoder.Train(),
        _ => throw new ArgumentException($"'{args[0]}' is none of create, threads, save, load, train."),
    };
    var embedding = encoder.Encode(TinyEncoder.Sentence);
    Console.WriteLine(string.Join(' ', embedding.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
    return 0;
}
catch (NativeBackendException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 3;
}
