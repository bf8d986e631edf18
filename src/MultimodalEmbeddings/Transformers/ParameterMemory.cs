using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Transformers;

/// <summary>
/// The native memory of float32 parameters on the CPU, to be read and written without a copy on the managed heap.
/// </summary>
internal static class ParameterMemory
{
    /// <summary>The values of a contiguous float32 tensor on the CPU, in place.</summary>
    public static Span<float> Of(Tensor parameter) => MemoryMarshal.Cast<byte, float>(parameter.bytes);

    /// <summary>The parameters of an encoder as tensors of a safetensors file, under the names of its family.</summary>
    public static IEnumerable<TensorToWrite> ToWrite(TransformerModel model) =>
        model.named_parameters().Select(pair => new TensorToWrite(
            FamilyNames.ToStored(model.Configuration.ModelType, pair.name),
            pair.parameter.shape,
            ElementType.Float32,
            stream => stream.Write(pair.parameter.bytes)));

    /// <summary>Gives the parameters of modules to others of the same shapes.</summary>
    public static void Copy(IEnumerable<nn.Module> sources, IEnumerable<nn.Module> destinations)
    {
        var from = sources.SelectMany(module => module.parameters());
        var to = destinations.SelectMany(module => module.parameters());
        foreach (var (source, destination) in from.Zip(to))
        {
            Of(source).CopyTo(Of(destination));
        }
    }

    /// <summary>Fills the parameters of a module from a checkpoint's tensors of the same names.</summary>
    /// <exception cref="CheckpointMismatchException">A tensor is missing or has another shape.</exception>
    public static void Read(Checkpoint checkpoint, nn.Module module)
    {
        foreach (var (name, parameter) in module.named_parameters())
        {
            checkpoint.Find(name, parameter.shape).CopyTo(Of(parameter));
        }
    }
}
