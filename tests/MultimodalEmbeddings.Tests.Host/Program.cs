// A small application whose first call into libtorch goes through the library: tests start it as a process of its own.
// Usage: (create | threads | save DIRECTORY | load DIRECTORY | train) [wait]. Prints the embedding of one sentence; exits with 3 where there is no backend.
//        train-resume DIRECTORY [tell]: a run that goes on from its checkpoints. Prints digests of all it leaves; exits with 4
//        where it cannot keep checkpoints.
//        kill-test [--kills 200] [--seed 1]: kills that again and again, and compares; exits with 1 where a run differs.

using System.Globalization;
using MultimodalEmbeddings;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tests.Host;

if (args[0] == "kill-test")
{
    return new KillTest(Setting("--kills", 200), Setting("--seed", 1)).Run();
}

if (args[^1] == "wait")
{
    Console.WriteLine("ready");
    Console.ReadLine();
}

try
{
    if (args[0] == "train-resume")
    {
        return new ResumableRun(args[1], tells: args[^1] == ResumableRun.Telling).Finish();
    }

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

int Setting(string name, int absent) =>
    Array.IndexOf(args, name) is var index and >= 0 ? int.Parse(args[index + 1], CultureInfo.InvariantCulture) : absent;
