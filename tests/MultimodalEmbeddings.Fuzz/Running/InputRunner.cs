using System.Diagnostics;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>Reads inputs and judges what happens.</summary>
internal sealed class InputRunner(InputFolder folder)
{
    /// <summary>Reads an input whose files lie in the folder.</summary>
    public Verdict Run(FuzzInput input)
    {
        var meter = new Meter(input.Kind.IsNative);
        var exception = Read(input);
        var excesses = meter.Excesses(input.Length).ToList();
        excesses.AddRange(folder.TakeStrangers(input.Files).Select(path => (Fault.File, $"wrote {path}")));

        var refusal = exception is not null && input.Kind.Refuses(exception) ? exception : null;
        var findings = excesses.Select(excess => Found(excess.Fault, input, exception, excess.Detail)).ToList();
        if (exception is not null && refusal is null)
        {
            var fault = exception is OutOfMemoryException ? Fault.Memory : Fault.Untyped;
            findings.Add(Found(fault, input, exception, exception.ToString()));
        }

        if (refusal is not null && !refusal.Message.Contains(folder.FullName, StringComparison.Ordinal))
        {
            findings.Add(Found(Fault.Untyped, input, refusal, $"The message names no file.\n{refusal}"));
        }

        return new Verdict(exception is null, refusal, findings);
    }

    // The one place that has to see every exception: to tell those that a reader may throw from those that it may not.
    private Exception? Read(FuzzInput input)
    {
        try
        {
            input.Kind.Read(folder.FullName);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static Finding Found(Fault fault, FuzzInput input, Exception? exception, string detail) =>
        new(fault, input.Index, input.Kind.Name, input.Seed, PlaceOf(exception), detail);

    /// <summary>The exception's type and the innermost method of the library on its way.</summary>
    private static string PlaceOf(Exception? exception)
    {
        if (exception is null)
        {
            return "accepted";
        }

        var methods = new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod());
        var method = methods.FirstOrDefault(it => it?.DeclaringType?.Assembly == typeof(SentenceEncoder).Assembly);
        return $"{exception.GetType().Name} in {method?.DeclaringType?.Name}.{method?.Name}";
    }
}
