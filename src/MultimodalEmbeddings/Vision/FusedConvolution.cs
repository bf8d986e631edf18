using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Vision;

/// <summary>
/// Convolutions of libtorch that cut off their output, and add to it before, while it is in the processor's cache.
/// </summary>
/// <remarks>
/// They are oneDNN's, which TorchSharp does not reach; libtorch exports them with a plain C interface for the models that its
/// compiler makes (torch/csrc/inductor/aoti_torch/c/shim_mkldnn.h). A build for a processor without oneDNN lacks them.
/// </remarks>
internal static unsafe class FusedConvolution
{
    private const int Dimensions = 2;

    private static readonly delegate* unmanaged<
        nint, nint, nint*, long*, long, long*, long, long*, long, long, byte*, double**, long, byte**, nint*, int> Rectified =
        (delegate* unmanaged<
            nint, nint, nint*, long*, long, long*, long, long*, long, long, byte*, double**, long, byte**, nint*, int>)
        Find("aoti_torch_cpu_mkldnn__convolution_pointwise");

    private static readonly delegate* unmanaged<
        nint, nint, nint, nint*, long*, long, long*, long, long*, long, long,
        byte*, double*, byte**, double**, long, byte**, nint*, int> Added =
        (delegate* unmanaged<
            nint, nint, nint, nint*, long*, long, long*, long, long*, long, long,
            byte*, double*, byte**, double**, long, byte**, nint*, int>)
        Find("aoti_torch_cpu_mkldnn__convolution_pointwise_binary");

    /// <summary>Whether this build of libtorch has them.</summary>
    public static bool IsPresent => Rectified is not null && Added is not null;

    /// <param name="x">[batch, inputs, height, width], float32.</param>
    /// <param name="layer">The convolution; the sizes of all tensors are those of its shape.</param>
    /// <param name="rectifier">What cuts off the output.</param>
    public static Tensor Forward(Tensor x, (Tensor Weight, Tensor Bias, ConvolutionShape Shape) layer, Rectifier rectifier)
    {
        var (padding, stride, dilation) = (Pair(layer.Shape.Padding), Pair(layer.Shape.Stride), Pair(1));
        nint result, bias = layer.Bias.Handle;
        double lowest = 0, highest = 6;
        var bounds = stackalloc double*[] { &lowest, &highest };
        fixed (byte* name = NameOf(rectifier))
        {
            var code = Rectified(
                x.Handle, layer.Weight.Handle, &bias, (long*)&padding, Dimensions, (long*)&stride, Dimensions,
                (long*)&dilation, Dimensions, layer.Shape.Groups, name, bounds, rectifier == Rectifier.Relu6 ? 2 : 0, null,
                &result);
            return Result(code, result, x, layer.Weight, layer.Bias);
        }
    }

    /// <summary>
    /// A convolution and another tensor, added up and cut off. Both have channels last, which strides tell only where there are
    /// several channels and pixels: libtorch refuses others.
    /// </summary>
    /// <param name="x">[batch, inputs, height, width], float32.</param>
    /// <param name="other">Of the shape of the output.</param>
    /// <param name="layer">The convolution; the sizes of all tensors are those of its shape.</param>
    /// <param name="rectifier">What cuts off the sum: not <see cref="Rectifier.Relu6"/>, which libtorch refuses here.</param>
    public static Tensor ForwardAndAdd(
        Tensor x, Tensor other, (Tensor Weight, Tensor Bias, ConvolutionShape Shape) layer, Rectifier rectifier)
    {
        var (padding, stride, dilation) = (Pair(layer.Shape.Padding), Pair(layer.Shape.Stride), Pair(1));
        nint result, bias = layer.Bias.Handle;
        fixed (byte* add = "add\0"u8, name = NameOf(rectifier))
        {
            var unary = name;
            var code = Added(
                x.Handle, other.Handle, layer.Weight.Handle, &bias, (long*)&padding, Dimensions, (long*)&stride, Dimensions,
                (long*)&dilation, Dimensions, layer.Shape.Groups, add, null, rectifier == Rectifier.None ? null : &unary, null,
                0, null, &result);
            return Result(code, result, x, other, layer.Weight, layer.Bias);
        }
    }

    private static (long Height, long Width) Pair(long value) => (value, value);

    private static ReadOnlySpan<byte> NameOf(Rectifier rectifier) => rectifier switch
    {
        Rectifier.Relu => "relu\0"u8,
        Rectifier.Relu6 => "hardtanh\0"u8,
        _ => "none\0"u8,
    };

    private static Tensor Result(int code, nint result, params ReadOnlySpan<Tensor> operands)
    {
        foreach (var operand in operands)
        {
            GC.KeepAlive(operand);   // its finalizer would free what the call reads
        }

        return code == 0
            ? Tensor.UnsafeCreateTensor(result)
            : throw new InvalidOperationException($"libtorch refused a convolution of [{string.Join(", ", operands[0].shape)}].");
    }

    private static nint Find(string name) =>
        NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, searchPath: null, out var library)
        && NativeLibrary.TryGetExport(library, name, out var function)
            ? function
            : 0;
}
